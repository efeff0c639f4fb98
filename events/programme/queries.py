"""The parts of a programme with their times, against the time there is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..meetings.models import Meeting
from .methods import METHODS, Method
from .models import AgendaItem


@dataclass(frozen=True)
class Part:
    """One part of a programme, the time on the wall at which it begins, and its method."""

    item: AgendaItem
    at: datetime
    method: Method | None


def with_times(meeting: Meeting) -> list[Part]:
    """The parts in their order, each as long as it takes after the one before."""
    parts, at = [], meeting.local_start
    for item in meeting.agenda.select_related("presenter"):
        parts.append(Part(item, at, METHODS.get(item.method)))
        at += timedelta(minutes=item.minutes)
    return parts


@dataclass(frozen=True)
class Slot:
    """Minutes in the programme against minutes there are."""

    total: int
    slot: int

    @property
    def over(self) -> int:
        """How much too many."""
        return max(0, self.total - self.slot)

    @property
    def left(self) -> int:
        """How many remain."""
        return max(0, self.slot - self.total)


def slot(meeting: Meeting, parts: list[Part]) -> Slot:
    """How the programme fits in the meeting."""
    there = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return Slot(sum(part.item.minutes for part in parts), there)
