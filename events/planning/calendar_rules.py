"""Which repeats of a calendar are followed: those that surely happen again soon.

Computing a rule goes on to the year 9999 when there is no next time, and nothing can stop it on the way there: so 31
February, or every seventh day that is a Monday from a Wednesday, is left out before it is begun.
"""

from datetime import date
from typing import Any

from icalendar import Component

#: What may stand in a rule beside its frequency, each set for itself. Anything else may never happen.
PARTS = {
    "YEARLY": [
        {"BYMONTH", "BYMONTHDAY"}, {"BYMONTH", "BYDAY", "BYSETPOS"}, {"BYYEARDAY"}, {"BYWEEKNO", "BYDAY"},
        {"BYMONTH", "BYMONTHDAY", "BYDAY"},
    ],
    "MONTHLY": [{"BYMONTHDAY"}, {"BYDAY", "BYSETPOS"}, {"BYMONTHDAY", "BYDAY"}, {"BYMONTH", "BYMONTHDAY"}],
    "WEEKLY": [{"BYDAY"}],
    "DAILY": [{"BYDAY"}],
}  # fmt: skip
#: Repeats longer ago than this (years before the first day that is asked) are not followed.
OLDEST = {"YEARLY": 150, "MONTHLY": 50, "WEEKLY": 5, "DAILY": 5}
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # days of each month


class Unbounded(Exception):
    """An event repeats in a way of which the next time cannot be computed soon."""


def check_rules(event: Component, first: date) -> None:
    """Raises `Unbounded` when an event repeats in another way than is followed from `first`."""
    read: Any = event.get("rrule", [])
    rules = read if isinstance(read, list) else [read]
    if len(rules) > 1:
        raise Unbounded
    for rule in rules:
        frequency = str(rule["FREQ"][0]).upper()
        by = {name.upper(): values for name, values in rule.items() if name.upper().startswith("BY")}
        every = int(rule.get("INTERVAL", [1])[0])
        if not any(by.keys() <= parts for parts in PARTS.get(frequency, ())) or every < 1:
            raise Unbounded
        read = event["dtstart"]
        if read.dt.year < first.year - OLDEST[frequency] or not _happens(frequency, by, every, read.dt.day):
            raise Unbounded


def _happens(frequency: str, by: dict[str, list], every: int, day: int) -> bool:
    """Whether it surely happens within some forty of its periods (`every` so many), whenever it began on `day`."""
    if frequency == "WEEKLY" or not by:
        return True
    if frequency == "DAILY":
        return every == 1
    if "BYYEARDAY" in by:
        return _has(by["BYYEARDAY"], 365)
    nths = [one.relative or 0 for one in by.get("BYDAY", [])]
    if "BYWEEKNO" in by:
        return _has(by["BYWEEKNO"], 51, least=2) and not any(nths)
    if frequency == "MONTHLY" and every > 1 and "BYMONTH" in by:
        return False
    months = [int(month) for month in by.get("BYMONTH", range(1, 13)) if 1 <= int(month) <= 12]
    if not months:
        return False
    if "BYMONTHDAY" in by or not nths:  # a month has at least 28 days; more it has not in every period
        most = 28 if every > 1 else max(_LONGEST[month - 1] for month in months)
        alone = not nths or (every == 1 and not any(nths))
        return _has(by.get("BYMONTHDAY", [day]), most) and alone and "BYSETPOS" not in by
    if "BYSETPOS" in by:
        return _has(by["BYSETPOS"], 4) and not any(nths)
    if any(nths) and not all(nths):  # read as both at once, where one of the two is meant
        return False
    return not any(nths) or _has(nths, 4 if every > 1 else 5)


def _has(numbers: list, most: int, *, least: int = 1) -> bool:
    """Whether one of them, counted from the beginning or the end, is among those that there always are."""
    return any(least <= abs(int(number)) <= most for number in numbers)
