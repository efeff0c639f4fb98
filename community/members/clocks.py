"""How days and hours are said: in the language that is active, on the clock of a place that is named."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _


def clock(moment) -> str:
    """9.30 in Dutch, 9.30 am in English; a moment keeps the zone it carries."""
    if get_language() == "en":
        return date_format(moment, "g.i A").lower()
    return f"{moment.hour}.{moment.minute:02d}"


def hours(start, end) -> str:
    """9.30 tot 12.00; moments keep the zone they carry."""
    words = {"start": clock(start), "end": clock(end)}
    return pgettext("time of day", "%(start)s to %(end)s") % words


def full_day(day: date) -> str:
    """donderdag 3 december 2026, as mails say it: they are read at another time than they are written."""
    return date_format(day, "l j F Y")


@lru_cache(maxsize=256)
def _city_in(zone: str, language: str) -> str:
    return get_timezone_location(zone, locale=language, return_city=True)


def city(zone: str) -> str:
    """The city of a time zone as the reader's language calls it (CLDR)."""
    return _city_in(zone, get_language())


def place_time(zone: str) -> str:
    """tijd in Brussel."""
    return _("time in %(place)s") % {"place": city(zone)}


def theirs(start: datetime, end: datetime, reader: ZoneInfo) -> str:
    """The same hours on the reader's clock, with the day if it is another one; empty when the clocks agree.

    `start` and `end` carry the zone of the place.
    """
    own = start.astimezone(reader), end.astimezone(reader)
    if [moment.utcoffset() for moment in own] == [start.utcoffset(), end.utcoffset()]:
        return ""
    said = {"time": hours(*own), "place": city(reader.key)}
    if own[0].date() != start.date():
        said["time"] = f"{full_day(own[0].date())}, {said['time']}"
    return _("%(time)s for you in %(place)s") % said
