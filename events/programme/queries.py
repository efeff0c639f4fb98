"""The parts of a programme with their times, against the time there is."""

from collections.abc import Iterable
from datetime import timedelta

from ..meetings.models import Meeting
from .methods import METHODS
from .models import AgendaItem


def with_times(meeting: Meeting) -> list[AgendaItem]:
    """The parts with `at`, the time on the wall at which each begins, and `used`, the method."""
    items, at = list(meeting.agenda.select_related("presenter")), meeting.local_start
    for item in items:
        item.at, item.used = at, METHODS.get(item.method)
        at += timedelta(minutes=item.minutes)
    return items


def slot(meeting: Meeting, items: Iterable[AgendaItem]) -> dict:
    """Minutes in the programme against minutes there are; `over` is how much too many, `left` how many remain."""
    total = sum(item.minutes for item in items)
    there = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return {"total": total, "slot": there, "over": max(0, total - there), "left": max(0, there - total)}
