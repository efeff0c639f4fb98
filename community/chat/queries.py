"""What is asked of rooms and messages for more than one page."""

from datetime import timedelta
from itertools import pairwise

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from community.members.models import User

from .models import Message, Room, RoomMember

#: What somebody says within so much time of what they said before stands below the same head.
RUN = timedelta(minutes=10)


def rooms_of(user: User) -> list[Room]:
    """The reader's rooms with what a list needs: the other one, the last words, the unread count."""
    last = Message.objects.filter(room=OuterRef("pk"), deleted_at=None).order_by("-number")
    own = RoomMember.objects.filter(room=OuterRef("pk"), user=user)
    rooms = (
        Room.objects.visible_to(user)
        .annotate(last_html=Subquery(last.values("html")[:1]), seen=Subquery(own.values("last_read")[:1]))
        .select_related("network")
        .prefetch_related(
            Prefetch(
                "members",
                queryset=RoomMember.objects.filter(room__network=None).select_related("user"),
                to_attr="pair_members",
            )
        )
    )
    found = list(rooms)
    for room in found:
        room.other = next((m.user for m in room.pair_members if m.user_id != user.pk), None)
        if room.network:
            room.title = room.name if room.about else room.network.name
        else:
            room.title = room.other.name if room.other else _("former member")
        room.unread = 0 if room.seen is None else max(0, room.last_number - room.seen)
    return found


def join_runs(messages: list[Message], new_from: int | None) -> None:
    """Each of these, in the order of their numbers, says whether it `follows` the one before without a head.

    That is the same person on the same day, within minutes, with no line between them. `message.js` knows the same.
    """
    for before, message in pairwise(messages):
        days = {timezone.localtime(one.created_at).date() for one in (before, message)}
        message.follows = (
            message.author_id == before.author_id is not None
            and len(days) == 1
            and message.created_at - before.created_at < RUN
            and not before.deleted_at
            and not message.deleted_at
            and message.number != new_from
        )
