"""Days on which nobody meets: public holidays, by a library, and school holidays in Flanders, computed by rule.

Source of the rule: decision of the Flemish government of 17 April 1991 on the school year; section 3.1 of the domain
notes holds the table that the tests check.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

import holidays as public
from dateutil.easter import easter
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def autumn(year: int) -> tuple[date, date]:
    """The week with 1 November, or from 2 November when the first is a Sunday."""
    first = date(year, 11, 1)
    start = date(year, 11, 2) if first.weekday() == 6 else _monday_of(first)
    return start, start + 6 * DAY


def christmas(year: int) -> tuple[date, date]:
    """Two weeks from the Monday of the week of Christmas, or the Monday after when it falls in a weekend."""
    day = date(year, 12, 25)
    start = _monday_of(day) + (WEEK if day.weekday() >= 5 else timedelta())
    return start, start + 13 * DAY


def krokus(year: int) -> tuple[date, date]:
    """The week from the seventh Monday before Easter."""
    start = _monday_of(easter(year)) - 6 * WEEK
    return start, start + 6 * DAY


def easter_holiday(year: int) -> tuple[date, date]:
    """Two weeks from the first Monday of April; later when Easter is in March, earlier when after 15 April."""
    sunday = easter(year)
    if sunday.month == 3:
        start = sunday + DAY
    elif sunday > date(year, 4, 15):
        start = _monday_of(sunday) - WEEK
    else:
        start = date(year, 4, 1) + timedelta(days=-date(year, 4, 1).weekday() % 7)
    return start, start + 13 * DAY


#: What a plan can keep to, by its key.
CALENDARS = {
    "be": gettext_lazy("Public holidays in Belgium"),
    "nl": gettext_lazy("Public holidays in the Netherlands"),
    "flanders": gettext_lazy("School holidays in Flanders"),
}
USUAL = ("be", "flanders")


def closed_because(day: date, calendars: Collection[str] = USUAL) -> str | None:
    """Why nobody meets on this day by these calendars (keys of `CALENDARS`), or None; on whatever weekday it is."""
    for country in ("be", "nl"):
        if country in calendars and (name := _public(country, day.year, get_language() or "nl").get(day)):
            return name
    return _school(day) if "flanders" in calendars else None


@lru_cache(maxsize=64)
def _public(country: str, year: int, language: str) -> dict[date, str]:
    spoken = "nl" if language.startswith("nl") else "en_US"
    found = public.country_holidays(country.upper(), years=year, language=spoken)
    return {day: name.replace("Labor", "Labour") for day, name in found.items()}


def _school(day: date) -> str | None:
    if day == easter(day.year) + 40 * DAY:
        return _("the day after Ascension Day")
    periods = [
        (autumn(day.year), _("autumn holiday")),
        (christmas(day.year - 1), _("Christmas holiday")),
        (christmas(day.year), _("Christmas holiday")),
        (krokus(day.year), _("spring half-term")),
        (easter_holiday(day.year), _("Easter holiday")),
        ((date(day.year, 7, 1), date(day.year, 8, 31)), _("summer holiday")),
    ]
    return next((name for (start, end), name in periods if start <= day <= end), None)
