from community.members.models import Anyone, User
from community.networks.rules import may_write_in

from .models import Message, Room


def may_read_room(user: Anyone, room: Room) -> bool:
    """Who takes part in its network, or is one of the two who talk."""
    return Room.objects.visible_to(user).filter(pk=room.pk).exists()


def may_write_in_room(user: Anyone, room: Room) -> bool:
    """In a network while it runs; in a conversation as long as the other one is still there."""
    if not may_read_room(user, room):
        return False
    if room.network:
        return may_write_in(user, room.network)
    return not room.members.filter(user__is_active=False).exists()


def may_talk_to(user: Anyone, person: User) -> bool:
    """One can write to everyone whose profile one may see, but not to oneself."""
    return (
        user.is_authenticated
        and user.pk != person.pk
        and User.objects.visible_to(user).filter(pk=person.pk).exists()
    )


def may_change_message(user: Anyone, message: Message) -> bool:
    """People change and take back their own words, as long as they may still write there."""
    return (
        message.deleted_at is None
        and user.is_authenticated
        and message.author_id == user.pk
        and may_write_in_room(user, message.room)
    )
