"""The problem: which meetings, which organisations, what they answered. Read strictly, nothing is guessed."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088  # mean radius, IUGG
MODES = ("in_person", "hybrid", "online")
ANSWERS = ("yes", "if_need_be", "no")


class Malformed(ValueError):
    """The problem cannot be read; the text is one line that names the field."""


@dataclass(frozen=True)
class Meeting:
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
    id: str
    organisation: str
    capacity: int
    features: frozenset[str]
    lat: float
    lon: float


@dataclass(frozen=True)
class Past:
    date: date
    eligible: tuple[str, ...]
    hosts: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True)
class Rules:
    min_gap: int
    spacing: tuple[int, int]
    each_at_most: int | None
    grace_meetings: int
    quorum: int


@dataclass(frozen=True)
class Problem:
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
        return replace(self, meetings=tuple(changed if m.id == changed.id else m for m in self.meetings))

    def closed_because(self, day: date, organisation: str) -> str | None:
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


class _Reader:
    """Takes values out of decoded JSON; every refusal names the field."""

    def __init__(self, value, path=""):
        self.value, self.path = value, path

    def refuse(self, why: str):
        raise Malformed(f"{self.path or 'problem'}: {why}")

    def __getitem__(self, key: str) -> "_Reader":
        if not isinstance(self.value, dict):
            self.refuse("must be an object")
        inner = f"{self.path}.{key}".lstrip(".")
        if key not in self.value:
            raise Malformed(f"{inner}: is missing")
        return _Reader(self.value[key], inner)

    def __iter__(self):
        if not isinstance(self.value, list):
            self.refuse("must be a list")
        return (_Reader(item, f"{self.path}[{i}]") for i, item in enumerate(self.value))

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            self.refuse("must be a text")
        return self.value

    def choice(self, choices) -> str:
        if self.value not in choices or not isinstance(self.value, str):
            self.refuse(f"must be one of {', '.join(choices)}")
        return self.value

    def whole(self, least: int = 0) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < least:
            self.refuse(f"must be a whole number of at least {least}")
        return self.value

    def number(self, least: float, most: float) -> float:
        fine = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        if not fine or not least <= self.value <= most:
            self.refuse(f"must be a number from {least:g} to {most:g}")
        return self.value

    def truth(self) -> bool:
        if not isinstance(self.value, bool):
            self.refuse("must be true or false")
        return self.value

    def day(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self.refuse("must be a date such as 2026-10-01")

    def fraction(self) -> Fraction:
        try:
            return Fraction(self.text())
        except (ValueError, ZeroDivisionError):
            self.refuse('must be a fraction such as "1/2"')

    def known(self, ids, what: str) -> str:
        if self.text() not in ids:
            self.refuse(f"names an unknown {what}")
        return self.value

    @property
    def empty(self) -> bool:
        return self.value is None


def parse(source) -> Problem:
    """Read a decoded JSON problem. Raises `Malformed`."""
    root = _Reader(source)
    organisations = tuple(_organisation(r) for r in root["organisations"])
    _unique(organisations, "organisations")
    ids = {o.id for o in organisations}
    venues = tuple(_venue(r, ids) for r in root["venues"])
    _unique(venues, "venues")
    venue_ids = {v.id for v in venues}
    meetings = tuple(_meeting(r, venue_ids) for r in root["meetings"])
    _unique(meetings, "meetings")
    rules = root["rules"]
    spacing = [r.whole() for r in rules["spacing_days"]]
    if len(spacing) != 2 or spacing[0] > spacing[1]:
        rules["spacing_days"].refuse("must be two whole numbers, the smaller one first")
    at_most = rules["each_at_most"]
    return Problem(
        meetings=meetings,
        organisations=organisations,
        venues=venues,
        host_answers=_answers(root["host_availability"], ids),
        attend_answers=_answers(root["attend_availability"], ids),
        history=tuple(
            Past(
                r["date"].day(),
                tuple(e.text() for e in r["eligible"]),
                tuple((h["organisation"].text(), h["credit"].fraction()) for h in r["hosts"]),
            )
            for r in root["history"]
        ),
        closed=tuple(
            (
                r["date"].day(),
                r["reason"].text(),
                None if r["organisation"].empty else r["organisation"].known(ids, "organisation"),
            )
            for r in root["closed_dates"]
        ),
        rules=Rules(
            rules["min_gap"].whole(),
            (spacing[0], spacing[1]),
            None if at_most.empty else at_most.whole(),
            rules["grace_meetings"].whole(),
            rules["quorum"].whole(),
        ),
        distances={
            (r["from"].known(ids, "organisation"), r["to"].known(venue_ids, "venue")): Fraction(
                str(r["km"].number(0, 50_000))
            )
            for r in root["distances_km"]
        },
        published={
            r["meeting"].known({m.id for m in meetings}, "meeting"): (r["venue"].text(), r["date"].day())
            for r in root["published"]
        },
        time_limit=root["time_limit_s"].number(0, 3600),
    )


def _organisation(r: _Reader) -> Organisation:
    until = r["member_until"]
    return Organisation(
        r["id"].text(),
        r["member_from"].day(),
        None if until.empty else until.day(),
        r["exempt"].truth(),
        r["travellers"].whole(),
    )


def _venue(r: _Reader, organisations: set[str]) -> Venue:
    return Venue(
        r["id"].text(),
        r["organisation"].known(organisations, "organisation"),
        r["capacity"].whole(),
        frozenset(f.text() for f in r["features"]),
        r["lat"].number(-90, 90),
        r["lon"].number(-180, 180),
    )


def _meeting(r: _Reader, venues: set[str]) -> Meeting:
    locked = r["locked"]
    return Meeting(
        r["id"].text(),
        tuple(dict.fromkeys(d.day() for d in r["candidates"])),
        r["mode"].choice(MODES),
        r["expected"].whole(),
        frozenset(n.text() for n in r["needs"]),
        None if locked.empty else (locked["venue"].known(venues, "venue"), locked["date"].day()),
    )


def _answers(rows: _Reader, ids: set[str]) -> dict[tuple[str, date], str]:
    return {
        (r["organisation"].known(ids, "organisation"), r["date"].day()): r["answer"].choice(ANSWERS)
        for r in rows
    }


def _unique(things, field: str) -> None:
    ids = [thing.id for thing in things]
    for index, name in enumerate(ids):
        if name in ids[:index]:
            raise Malformed(f"{field}[{index}].id: is used twice")
