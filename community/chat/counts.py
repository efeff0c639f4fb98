"""The last number and moment that every room keeps, proved against its messages."""

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from community.kept.stamps import touch
from community.rows import each

from .models import Message, Room

OF_ROOMS = ("last_number", "last_at")


def recount_rooms() -> int:
    """Prove which message of each room is the last and repair it. Returns how many rooms were wrong."""
    newest = Message.objects.filter(room=OuterRef("pk")).order_by("-number")
    counted = Room.objects.annotate(
        top=Coalesce(Subquery(newest.values("number")[:1]), 0),
        spoken_at=Coalesce(Subquery(newest.values("created_at")[:1]), F("last_at")),
    )
    wrong = counted.exclude(last_number=F("top"), last_at=F("spoken_at"))
    return each(wrong.values_list("pk", flat=True), _repair).report()


def _repair(pk: int) -> int:
    """As it is now, under its lock: a message that was sent meanwhile counts."""
    room = Room.objects.select_for_update(of=("self",)).get(pk=pk)
    last = room.messages.order_by("number").last()
    room.last_number = last.number if last else 0
    room.last_at = last.created_at if last else room.last_at
    room.save(update_fields=OF_ROOMS)
    touch(f"network.{room.network_id}" if room.network_id else "house")
    return 1
