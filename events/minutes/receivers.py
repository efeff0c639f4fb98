"""What minutes say to the rooms below: which files they show."""

from community.richtext import uses

from .models import Minutes, MinutesVersion


def shows(address: str) -> bool:
    """In the text that stands, or in one that can be read back."""
    return any(kind.objects.filter(html__contains=address).exists() for kind in (Minutes, MinutesVersion))


uses.register(shows)
