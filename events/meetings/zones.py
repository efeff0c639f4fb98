"""Time zones as iCalendar writes them (RFC 5545 3.6.5): by two rules, not by a list of dates that ends one day."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from .moments import ahead

#: By then every exception we know has ended, and a rule meets each day of the month on which it can fall.
FAR = range(2101, 2141)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Change:
    """The clock is set from one offset to another. `wall` (naive) is how it reads just before."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def habit(self) -> tuple:
        """What is the same in every year of a rule."""
        return self.wall.month, self.wall.weekday(), self.wall.time(), self.before, self.after

    @property
    def day(self) -> int:
        return self.wall.day

    @property
    def day_from_end(self) -> int:
        """The day of the month counted from its end: -1 for the last."""
        return self.wall.day - monthrange(self.wall.year, self.wall.month)[1] - 1


@dataclass(frozen=True)
class Rule:
    """A change of every year: on this weekday, within seven days of the month, `first` being the first of them.

    Counted from the end of the month when `first` is negative.
    """

    habit: tuple
    first: int

    def keeps(self, change: Change) -> bool:
        day = change.day if self.first > 0 else change.day_from_end
        return change.habit == self.habit and self.first <= day < self.first + 7

    @property
    def recurrence(self) -> dict:
        """As an `RRULE`."""
        month, weekday = self.habit[0], WEEKDAYS[self.habit[1]]
        if self.first == -7:
            return {"freq": "yearly", "bymonth": month, "byday": f"-1{weekday}"}
        if self.first % 7 == 1:
            return {"freq": "yearly", "bymonth": month, "byday": f"{self.first // 7 + 1}{weekday}"}
        days = list(range(self.first, self.first + 7))
        return {"freq": "yearly", "bymonth": month, "byday": weekday, "bymonthday": days}


def component(zone: ZoneInfo, moments: Iterable[datetime]) -> Timezone:
    """The `VTIMEZONE` of a zone, right at these moments and, where the zone keeps a rule, ever after.

    A zone that does not keep to it around these moments (Morocco in Ramadan) gets its changes one by one.
    """
    named = [moment.astimezone(zone).year for moment in moments]
    years = range(min(named) - 1, max(named) + 2)
    changes = [change for year in years for change in changes_in(zone, year)]
    rules = rules_of(zone)
    found = Timezone()
    found.add("tzid", zone.key)
    ruled = [(rule, [change for change in changes if rule.keeps(change)]) for rule in rules]
    every_year = all(len(kept) == len(years) for _rule, kept in ruled)
    if rules and every_year and len(changes) == len(rules) * len(years):
        for rule, kept in ruled:
            found.add_component(_observance(kept[0], rule))
        return found
    start = datetime(years[0], 1, 1, tzinfo=zone)
    at_first = Change(start.replace(tzinfo=None), ahead(start), ahead(start), start.tzname() or "")
    for change in [at_first, *changes]:
        found.add_component(_observance(change))
    return found


def _observance(change: Change, rule: Rule | None = None):
    part = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    part.add("tzname", change.name)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("dtstart", change.wall)
    if rule:
        part.add("rrule", rule.recurrence)
    return part


@lru_cache(maxsize=256)
def rules_of(zone: ZoneInfo) -> tuple[Rule, ...]:
    """The rules by which a zone sets its clocks for good; empty when it does not, or not by such a rule."""
    by_habit: dict[tuple, list[Change]] = {}
    for year in FAR:
        for change in changes_in(zone, year):
            by_habit.setdefault(change.habit, []).append(change)
    rules = [_rule(habit, found) for habit, found in by_habit.items()]
    return tuple(rule for rule in rules if rule) if all(rules) else ()


def _rule(habit: tuple, changes: list[Change]) -> Rule | None:
    """The rule that these changes keep, one a year; the last of a month and the nth before any seven days."""
    firsts = [min(change.day for change in changes), min(change.day_from_end for change in changes)]
    rules = [Rule(habit, first) for first in firsts]
    kept = [rule for rule in rules if len(changes) == len(FAR) and all(map(rule.keeps, changes))]
    return min(kept, key=lambda rule: "bymonthday" in rule.recurrence, default=None)


@lru_cache(maxsize=4096)
def changes_in(zone: ZoneInfo, year: int) -> tuple[Change, ...]:
    """When the clocks are set in a year, to the second."""
    found, day = [], timedelta(days=1)
    at, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    while at < end:
        before, after = at.astimezone(zone), (at + day).astimezone(zone)
        if ahead(before) != ahead(after):
            wall = (_moment(zone, at, at + day) + ahead(before)).replace(tzinfo=None)
            found.append(Change(wall, ahead(before), ahead(after), after.tzname() or ""))
        at += day
    return tuple(found)


def _moment(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first second (UTC) after `low`, up to `high`, at which the zone has another offset than at `low`."""
    old = ahead(low.astimezone(zone))
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        low, high = (middle, high) if ahead(middle.astimezone(zone)) == old else (low, middle)
    return high
