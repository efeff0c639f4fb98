from community.members.models import User

from ..models import ReadMark, Topic


def move_mark(reader: User, topic: Topic, number: int) -> bool:
    """Remember that this person came as far as `number`; never backwards. Whether the mark moved."""
    own = ReadMark.objects.filter(user=reader, topic=topic)
    if own.filter(number__lt=number).update(number=number):
        return True
    mark, created = ReadMark.objects.get_or_create(user=reader, topic=topic, defaults={"number": number})
    return created or (mark.number < number and bool(own.filter(number__lt=number).update(number=number)))
