"""One way of going on when a host cannot, carried out: who hosts, where, and whose things go where."""

from typing import Any

from community.journal.actions import record
from community.members.models import User
from community.organisations.models import Organisation, Venue

from ..meetings import differences
from ..meetings.models import Meeting
from ..meetings.queries import locked
from ..scheduling.actions import carry_out
from ..scheduling.handing_over import put_away
from .queries import best_venue, turn_of
from .ways import Repair, moved_to


def go_on(actor: User, meeting: Meeting, way: Repair, **more: Any) -> None:
    """Go on in this way; `more` are other fields of the meeting.

    The rows of the network, the meeting and the one that turns are exchanged with are locked.
    """
    _network, before = turn_of(meeting)
    match way.key:
        case "online":
            online = {"mode": Meeting.Mode.ONLINE, "venue": None, "capacity_in_person": None}
            carry_out(actor, meeting, {**online, **more})
        case "move" if way.day:
            moved = moved_to(meeting, way.day)
            fields = {"starts_at": moved.starts_at, "ends_at": moved.ends_at, "venue": way.venue}
            carry_out(actor, meeting, {**fields, **more})
        case "loan":
            give_to(actor, meeting, way.host, way.venue, presented_by=before, **more)
        case "swap" if way.other:
            exchange_hosts(actor, meeting, locked(way.other), **more)
        case _:
            give_to(actor, meeting, way.host, way.venue, **more)
    record(actor=actor, verb="events.repaired", about=meeting, network_id=meeting.network_id, how=way.key)


def exchange_hosts(actor: User, first: Meeting, second: Meeting, **more: Any) -> None:
    """Each host receives the other meeting, with what it prepared; `more` is for the first. Both rows are locked."""
    known = [differences.state(meeting) for meeting in (first, second)]
    hosts = [turn_of(meeting)[1] for meeting in (second, first)]
    put_away(first)
    put_away(second)
    fields: tuple[dict, dict] = (more, {})
    for meeting, host, before, own in zip((first, second), hosts, known, fields, strict=True):
        give_to(actor, meeting, host, best_venue(meeting, host), before=before, **own)


def give_to(
    actor: User,
    meeting: Meeting,
    host: Organisation,
    venue: Venue | None,
    *,
    presented_by: Organisation | None = None,
    before: dict | None = None,
    **more: Any,
) -> None:
    """Another organisation hosts a meeting: calendars follow, and the new host's own people take no seats.

    The row of the meeting is locked, and that `actor` may do this is known.
    """
    online = meeting.mode == Meeting.Mode.ONLINE
    fields = {
        "host": host,
        "presented_by": presented_by,
        "venue": None if online else venue,
        "capacity_in_person": None if online or venue is None else venue.capacity,
        **more,
    }
    carry_out(actor, meeting, fields, before)
