"""School holidays and public holidays in Flanders, computed by rule.

Source: decision of the Flemish government of 17 April 1991 on the school year; section 3.1 of the domain notes
holds the table that the tests check.
"""

from datetime import date, datetime, timedelta

from dateutil.easter import easter
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from icalendar import Calendar

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


def closed_because(day: date) -> str | None:
    """Why Flemish schools are closed on this day, or None. Weekends are not counted."""
    sunday = easter(day.year)
    single = {
        date(day.year, 1, 1): _("New Year's Day"),
        sunday + DAY: _("Easter Monday"),
        date(day.year, 5, 1): _("Labour Day"),
        sunday + 39 * DAY: _("Ascension Day"),
        sunday + 40 * DAY: _("the day after Ascension Day"),
        sunday + 50 * DAY: _("Whit Monday"),
        date(day.year, 11, 11): _("Armistice Day"),
    }
    if day in single:
        return single[day]
    periods = [
        (autumn(day.year), _("autumn holiday")),
        (christmas(day.year - 1), _("Christmas holiday")),
        (christmas(day.year), _("Christmas holiday")),
        (krokus(day.year), _("spring half-term")),
        (easter_holiday(day.year), _("Easter holiday")),
        ((date(day.year, 7, 1), date(day.year, 8, 31)), _("summer holiday")),
    ]
    return next((name for (start, end), name in periods if start <= day <= end), None)


MOST_BYTES, MOST_DAYS, LONGEST = 500_000, 1_000, 70


def from_calendar(content: bytes) -> dict[date, str]:
    """The closed days in an iCalendar file (RFC 5545), such as a ministry publishes, with their names.

    An event of whole days ends the day before its `DTEND`. Raises `ValidationError` for a file that is no calendar,
    has no days, or has more than anybody closes.
    """
    if len(content) > MOST_BYTES:
        raise ValidationError(_("This calendar is too large: at most 500 kB."))
    try:
        events = Calendar.from_ical(content).walk("VEVENT")
        periods = [_period(event) for event in events]
    except (ValueError, IndexError, KeyError, AttributeError, TypeError):
        raise ValidationError(_("This is not a calendar file. Choose a file that ends in .ics.")) from None
    found: dict[date, str] = {}
    for first, last, name in periods:
        if last - first > LONGEST * DAY:
            raise ValidationError(_("“%(name)s” is longer than ten weeks.") % {"name": name})
        for n in range((last - first).days + 1):
            found[first + n * DAY] = name
    if not found:
        raise ValidationError(_("There are no days in this calendar."))
    if len(found) > MOST_DAYS:
        raise ValidationError(_("There are more than a thousand days in this calendar."))
    return found


def _period(event) -> tuple[date, date, str]:
    start = event["dtstart"].dt
    end = event["dtend"].dt if "dtend" in event else start + DAY
    if not isinstance(start, datetime):  # whole days: the end is the day after
        end -= DAY
    first, last = (moment.date() if isinstance(moment, datetime) else moment for moment in (start, end))
    name = " ".join(str(event.get("summary", "")).split())[:80]
    return first, max(first, last), name or _("closed")
