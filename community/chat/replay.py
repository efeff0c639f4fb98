from datetime import datetime

from django.db.models import Q

from community.live.topics import Replay

from .actions import edited, spoken
from .models import Message, Room

MOST_REPLAYED = 500
PER_ANSWER = 50  # so that one answer stays small, whatever was said
MOST_CHANGES = 100


def replay(room: Room, seen: int, since: datetime | None) -> Replay:
    """What was said in `room` after the message numbered `seen`, and what changed since `since` in those up to it.

    Changes are looked for in the last `MOST_REPLAYED` messages up to `seen`. When more was missed than we replay, or
    the tab saw what is no longer there, the one frame `reload` asks it to show the room anew.
    """
    changed = _changed(room, seen, since)
    if not 0 <= room.last_number - seen <= MOST_REPLAYED or len(changed) > MOST_CHANGES:
        return Replay([{"kind": "reload"}], until=room.last_number)
    later = room.messages.filter(number__gt=seen).select_related("author")
    said = list(later.order_by("number")[: PER_ANSWER + 1])
    shown = said[:PER_ANSWER]
    frames = [edited(message) for message in changed] + [spoken(message) for message in shown]
    until = shown[-1].number if shown else seen
    if len(said) > PER_ANSWER:
        return Replay(frames, until, more=True)
    return Replay(frames, max(until, room.last_number))


def _changed(room: Room, seen: int, since: datetime | None) -> list[Message]:
    if since is None:
        return []
    known = room.messages.filter(number__gt=seen - MOST_REPLAYED, number__lte=seen).select_related("author")
    return list(known.filter(Q(edited_at__gt=since) | Q(deleted_at__gt=since))[: MOST_CHANGES + 1])
