"""What a change of a meeting says to people: one message for everything that changes within ten minutes."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from community import later
from community.journal.actions import record
from community.members.models import User
from community.rows import each

from . import differences
from .models import Attendance, Meeting
from .queries import locked
from .telling import tell_changes

#: So long after a first change we wait for others.
GATHER = timedelta(minutes=10)
#: Nobody waits for news of what begins within this time.
SOON = timedelta(hours=24)


def announce_changes(
    actor: User, meeting: Meeting, before: dict, besides: Iterable[Attendance] = (), but: Iterable[User] = ()
) -> list[dict]:
    """Write down what is different from the state `before`; whom it matters to hears of it within ten minutes.

    Not the places `besides`, nor the people `but`, who read it in another message already. The row of the meeting is
    locked and saved by the caller. Returns the changes; when nothing that matters changed nobody hears anything.
    """
    changes = differences.between(before, differences.state(meeting))
    places = list(besides)
    entry = record(
        actor=actor,
        verb=differences.CHANGED,
        about=meeting,
        network_id=meeting.network_id,
        changes=changes,
        told={
            "people": [place.user_id for place in places if place.user_id] + [person.pk for person in but],
            "places": [place.pk for place in places],
        },
    )
    if not changes:
        return []
    meeting.sequence += 1
    meeting.untold_since = meeting.untold_since or entry.at
    meeting.save(update_fields=["sequence", "untold_since"])
    tell_later(meeting, before["day"])
    return changes


def tell_later(meeting: Meeting, before: str) -> None:
    """Say what changed when others may have followed; at once about what begins soon, or would have.

    `before` is the day, in ISO form, on which people expected it.
    """
    tomorrow = (timezone.now() + SOON).astimezone(meeting.zone).date().isoformat()
    if meeting.starts_at - timezone.now() < SOON or before <= tomorrow:
        tell_now(meeting)
        return
    later.enqueue(tell_waiting, at=timezone.now() + GATHER)


def tell_now(meeting: Meeting) -> int:
    """Say what changed since people heard of it last. The row of the meeting is locked. Returns how many changes.

    What was put back meanwhile is no change, and about what is over or called off nothing more is said.
    """
    if meeting.untold_since is None:
        return 0
    entries = differences.entries_of(meeting).filter(at__gte=meeting.untold_since).order_by("pk")
    said = [entry for entry in entries if entry.note.get("changes")]
    changes = differences.merged(entry.note["changes"] for entry in said)
    meeting.untold_since = None
    meeting.save(update_fields=["untold_since"])
    if not changes or meeting.is_over or meeting.is_cancelled:
        return 0
    actors = {entry.actor for entry in said}
    tell_changes(meeting, actors.pop() if len(actors) == 1 else None, changes, said[-1].note["told"])
    return len(changes)


def _tell(meeting: Meeting) -> int:
    meeting = locked(meeting)
    if meeting.untold_since is None or meeting.untold_since > timezone.now() - GATHER:
        return 0
    return min(1, tell_now(meeting))


@task()
def tell_waiting() -> int:
    """Say what changed of every meeting once ten minutes have passed since the first change.

    Safe to run twice. Returns of how many.
    """
    waiting = Meeting.objects.filter(untold_since__lte=timezone.now() - GATHER)
    return each(waiting, _tell).report()
