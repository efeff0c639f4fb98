"""From decoded JSON to a problem. Read strictly, nothing is guessed."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NoReturn

from .problem import Meeting, Organisation, Past, Problem, Rules, Venue

MODES = ("in_person", "hybrid", "online")
ANSWERS = ("yes", "if_need_be", "no")
UNKNOWN = "unknown"  # of who was asked whether it comes and did not answer; may well come


class Malformed(ValueError):
    """The problem cannot be read; the text is one line that names the field."""


class _Reader:
    """Takes values out of decoded JSON; every refusal names the field."""

    def __init__(self, value: object, path: str = "") -> None:
        self.value, self.path = value, path

    def refuse(self, why: str) -> NoReturn:
        raise Malformed(f"{self.path or 'problem'}: {why}")

    def __getitem__(self, key: str) -> "_Reader":
        if not isinstance(self.value, dict):
            self.refuse("must be an object")
        inner = f"{self.path}.{key}".lstrip(".")
        if key not in self.value:
            raise Malformed(f"{inner}: is missing")
        return _Reader(self.value[key], inner)

    def __iter__(self) -> "Iterator[_Reader]":
        if not isinstance(self.value, list):
            self.refuse("must be a list")
        return (_Reader(item, f"{self.path}[{i}]") for i, item in enumerate(self.value))

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            self.refuse("must be a text")
        return self.value

    def choice(self, choices: tuple[str, ...]) -> str:
        if not isinstance(self.value, str) or self.value not in choices:
            self.refuse(f"must be one of {', '.join(choices)}")
        return self.value

    def whole(self, least: int = 0) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < least:
            self.refuse(f"must be a whole number of at least {least}")
        return self.value

    def number(self, least: float, most: float) -> float:
        if (
            not isinstance(self.value, int | float)
            or isinstance(self.value, bool)
            or not least <= self.value <= most
        ):
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

    def known(self, ids: Collection[str], what: str) -> str:
        if (name := self.text()) not in ids:
            self.refuse(f"names an unknown {what}")
        return name

    @property
    def empty(self) -> bool:
        return self.value is None


def parse(source: object) -> Problem:
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
        attend_answers=_answers(root["attend_availability"], ids, (*ANSWERS, UNKNOWN)),
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


def _answers(rows: _Reader, ids: set[str], choices: tuple[str, ...] = ANSWERS) -> dict[tuple[str, date], str]:
    return {
        (r["organisation"].known(ids, "organisation"), r["date"].day()): r["answer"].choice(choices)
        for r in rows
    }


def _unique(things: Sequence[Organisation | Venue | Meeting], field: str) -> None:
    ids = [thing.id for thing in things]
    for index, name in enumerate(ids):
        if name in ids[:index]:
            raise Malformed(f"{field}[{index}].id: is used twice")
