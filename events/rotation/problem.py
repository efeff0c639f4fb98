"""The problem: which meetings, which organisations, what they answered."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088  # mean radius, IUGG


@dataclass(frozen=True)
class Meeting:
    """A meeting to plan. `locked` is the venue and day that are fixed, `needs` what the place must have."""

    id: str
    candidates: tuple[date, ...]
    mode: str
    expected: int
    needs: frozenset[str]
    locked: tuple[str, date] | None

    @property
    def credit(self) -> Fraction:
        """What hosting it counts for: one, or a half online."""
        return Fraction(1, 2) if self.mode == "online" else Fraction(1)


@dataclass(frozen=True)
class Organisation:
    """Who takes a turn, from one day until another; `travellers` come along to the others."""

    id: str
    member_from: date
    member_until: date | None
    exempt: bool
    travellers: int

    def is_member(self, day: date) -> bool:
        """From `member_from` up to and including `member_until`."""
        return self.member_from <= day and (self.member_until is None or day <= self.member_until)


@dataclass(frozen=True)
class Venue:
    """A place of an organisation, with the seats and what it has."""

    id: str
    organisation: str
    capacity: int
    features: frozenset[str]
    lat: float
    lon: float


@dataclass(frozen=True)
class Past:
    """A meeting that was held: of whom a turn was expected, and who hosted for how much."""

    date: date
    eligible: tuple[str, ...]
    hosts: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True)
class Rules:
    """What the network agreed: meetings between two turns, days between two meetings, turns for each."""

    min_gap: int
    spacing: tuple[int, int]
    each_at_most: int | None
    grace_meetings: int
    quorum: int


@dataclass(frozen=True)
class Problem:
    """All that a plan depends on; the same problem has the same plan."""

    meetings: tuple[Meeting, ...]
    organisations: tuple[Organisation, ...]
    venues: tuple[Venue, ...]
    host_answers: dict[tuple[str, date], str]
    attend_answers: dict[tuple[str, date], str]
    history: tuple[Past, ...]
    closed: tuple[tuple[date, str, str | None], ...]
    rules: Rules
    distances: dict[tuple[str, str], Fraction]
    published: dict[str, tuple[str, date]]
    time_limit: float

    def with_meeting(self, changed: Meeting) -> "Problem":
        """The same problem with one meeting otherwise."""
        return replace(self, meetings=tuple(changed if m.id == changed.id else m for m in self.meetings))

    def closed_because(self, day: date, organisation: str) -> str | None:
        """Why nobody meets at this organisation on this day, if so."""
        for closed_day, reason, who in self.closed:
            if closed_day == day and who in (None, organisation):
                return reason
        return None

    def km(self, organisation: str, venue: Venue) -> Fraction:
        """One way, in km: as given, else great-circle from the organisation's first venue, to 0.1 km."""
        given = self.distances.get((organisation, venue.id))
        if given is not None:
            return given
        start = next((v for v in self.venues if v.organisation == organisation), None)
        return great_circle_km(start, venue) if start else Fraction(0)


def great_circle_km(a: Venue, b: Venue) -> Fraction:
    """Haversine distance on the mean sphere, rounded to 0.1 km."""
    lat1, lat2 = radians(a.lat), radians(b.lat)
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(b.lon - a.lon) / 2) ** 2
    return Fraction(str(round(2 * EARTH_KM * asin(sqrt(h)), 1)))
