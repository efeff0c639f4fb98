"""When a host drops out: the ways to go on, the fairest first."""

import copy
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from community.organisations.models import Organisation, Venue
from community.richtext.cleaning import whole

from ..meetings import moments
from ..meetings.models import Meeting
from . import ledger
from .days import can_host, closed_days
from .queries import best_venue, obstacles, swap_obstacles, swappable, turn_of

MOST_MOVES = 3
#: In what order ways that are equally fair and change as much are shown.
ORDER = ("swap", "step_in", "move", "loan", "online")


@dataclass(frozen=True)
class Repair:
    """One way to save a meeting whose host drops out.

    `key` is one of `ORDER`, `other` the meeting a turn is exchanged with, `day` the new date of a move.
    """

    key: str
    host: Organisation
    venue: Venue | None
    other: Meeting | None
    day: date | None
    changes: int
    spread: tuple

    @property
    def value(self) -> str:
        return f"{self.key}:{self.host.pk}:{self.other.pk if self.other else self.day or ''}"


def other_meeting(value: str) -> int | None:
    """The key of the meeting with which a way, by its `value`, exchanges turns; None for another way."""
    key, _host, other = [*value.split(":"), "", ""][:3]
    return whole(other) if key == "swap" else None


class _Ways:
    """What a meeting without its host can become, each with how fair the network is afterwards."""

    def __init__(self, meeting: Meeting):
        self.meeting = meeting
        self.network, self.host = turn_of(meeting)
        self.held = list(ledger.hosted_meetings(self.network))
        self.found: list[Repair] = []

    def add(self, key: str, host: Organisation, changed: list[Meeting], **fields) -> None:
        becomes = {meeting.pk: meeting for meeting in changed}
        after = [becomes.get(meeting.pk, meeting) for meeting in self.held]
        spread = ledger.spread(ledger.lines(self.network, after))
        given = {"venue": None, "other": None, "day": None, **fields}
        self.found.append(Repair(key, host, changes=len(changed), spread=spread, **given))

    def swaps(self) -> None:
        for other in swappable(self.meeting):
            if other.starts_at > self.meeting.starts_at and not swap_obstacles(self.meeting, other):
                host = turn_of(other)[1]
                changed = [_as(self.meeting, host=host), _as(other, host=self.host)]
                venue = best_venue(self.meeting, host)
                self.add("swap", host, changed, venue=venue, other=other)

    def others(self) -> None:
        """Another member steps in, or lends its room while the host still presents."""
        members = self.network.memberships.current(self.meeting.local_start.date())
        for membership in members.exclude(organisation=self.host).select_related("organisation"):
            host = membership.organisation
            venue = best_venue(self.meeting, host)
            against = {one.constraint for one in obstacles(self.meeting, host, venue)}
            if not against:
                self.add("step_in", host, [_as(self.meeting, host=host)], venue=venue)
            if self.meeting.mode != Meeting.Mode.ONLINE and venue and against <= {"exempt"}:
                lent = _as(self.meeting, host=host, presented_by=self.host)
                self.add("loan", host, [lent], venue=venue)

    def moves(self) -> None:
        """The same host on another day it said it can host, between the meetings around this one."""
        for day in self._free(can_host(self.network, self.host))[:MOST_MOVES]:
            try:
                moved = moved_to(self.meeting, day)
            except ValidationError:
                continue
            venue = best_venue(moved, self.host)
            if not obstacles(moved, self.host, venue):
                self.add("move", self.host, [moved], venue=venue, day=day)

    def _free(self, days: list[date]) -> list[date]:
        """Those of these days that are to come, lie between the meetings around this one, and are not closed."""
        around = self.network.meetings.exclude(pk=self.meeting.pk).exclude(status=Meeting.Status.CANCELLED)
        before = around.filter(starts_at__lt=self.meeting.starts_at).order_by("-starts_at").first()
        after = around.filter(starts_at__gt=self.meeting.starts_at).order_by("starts_at").first()
        first = max(moments.today(), before.local_start.date() if before else date.min)
        last = after.local_start.date() if after else date.max
        own = self.meeting.local_start.date()
        wished = [day for day in days if first < day < last and day != own]
        closed = closed_days(self.network, wished)
        return [day for day in wished if day not in closed]

    def online(self) -> None:
        if self.meeting.mode != Meeting.Mode.ONLINE:
            self.add("online", self.host, [_as(self.meeting, mode=Meeting.Mode.ONLINE)])


def _as(meeting: Meeting, **fields) -> Meeting:
    """The meeting as it would be; never saved."""
    other = copy.copy(meeting)
    other._state = copy.copy(meeting._state)
    other._state.fields_cache = dict(meeting._state.fields_cache)  # or the host would change in both
    other.presented_by = None
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def moved_to(meeting: Meeting, day: date) -> Meeting:
    """The meeting on another day, at the same time on the wall clock; never saved.

    Raises `ValidationError` when the clock skips that time on that day or shows it twice.
    """
    later = meeting.local_end.date() - meeting.local_start.date()  # of one that ends past midnight
    start = moments.moment_at(day, meeting.local_start.time(), meeting.zone)
    end = moments.moment_at(day + later, meeting.local_end.time(), meeting.zone)
    return _as(meeting, starts_at=start, ends_at=end)


@dataclass(frozen=True)
class Unfit:
    """A member that can neither step in, exchange nor lend its room, and why, in sentences."""

    organisation: Organisation
    reasons: list[str]


def unfit(meeting: Meeting, ways: list[Repair]) -> list[Unfit]:
    """The members that none of these ways is about, but for the host itself."""
    network, host = turn_of(meeting)
    there = {way.host.pk for way in ways} | {host.pk}
    members = network.memberships.current(meeting.local_start.date()).exclude(organisation__in=there)
    found = []
    for membership in members.select_related("organisation").order_by("organisation__name"):
        one = membership.organisation
        reasons = [str(obstacle.text) for obstacle in obstacles(meeting, one, best_venue(meeting, one))]
        found.append(Unfit(one, reasons))
    return found


def repairs(meeting: Meeting) -> list[Repair]:
    """Ways to go on when the host cannot, the fairest first and among equals the one that changes least.

    A later host exchanges its turn; another member steps in; the same host on another day; another member lends its
    room while the host still presents; or the meeting goes online with the same host (domain notes 3.5).
    """
    ways = _Ways(meeting)
    ways.swaps()
    ways.others()
    ways.moves()
    ways.online()
    return sorted(
        ways.found, key=lambda r: (r.spread, r.changes, ORDER.index(r.key), r.host.name, str(r.day))
    )
