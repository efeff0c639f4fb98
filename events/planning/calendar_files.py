"""Closed days from an iCalendar file (RFC 5545), however the program that wrote it says them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Any

import recurring_ical_events
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from icalendar import Calendar, Component

from community.days import between

from ..meetings import moments
from .calendar_rules import Unbounded, check_rules

DAY = timedelta(days=1)
MOST_BYTES, MOST_DAYS, LONGEST, SECONDS = 500_000, 1_000, 70, 3.0
BROKEN = (ValueError, KeyError, AttributeError, TypeError, IndexError, OverflowError, RecursionError)


@dataclass
class Read:
    """The days by name, and what was left out, each in a sentence."""

    days: dict[date, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def read(content: bytes, first: date, last: date) -> Read:
    """The closed days from `first` to `last` (inclusive) in a calendar, such as a ministry publishes, by name.

    Raises `ValidationError` for a file that is no calendar, has no days then, or has more than anybody closes.
    """
    if len(content) > MOST_BYTES:
        raise ValidationError(_("This calendar is too large: at most 500 kB."))
    found, until = Read(), monotonic() + SECONDS
    for group in _groups(_text(content)):
        name = _name(group[0])
        try:
            _refuse_late(until)
            for event in _occurrences(group, first, last):
                _take(found, event, first, last)
                _refuse_late(until)
        except Unbounded:
            found.left_out.append(_("“%(name)s” repeats in a way that is not read here.") % {"name": name})
        except BROKEN:
            found.left_out.append(_("“%(name)s” has no day that can be read.") % {"name": name})
    found.left_out = list(dict.fromkeys(found.left_out))
    if len(found.days) > MOST_DAYS:
        raise ValidationError(_("There are more than a thousand days in this calendar."))
    if not found.days:
        raise ValidationError([_("There are no days in this calendar from today on."), *found.left_out[:5]])
    return found


def _refuse_late(until: float) -> None:
    if monotonic() > until:
        raise ValidationError(_("This calendar takes too long to read. Take out what repeats."))


def _text(content: bytes) -> str:
    """As Unicode with a mark, UTF-8, or the alphabet of older Windows programs."""
    for start, encoding in (
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"", "utf-8-sig"),
        (b"", "cp1252"),
    ):
        if content.startswith(start):
            try:
                text = content.decode(encoding)
            except ValueError:
                continue
            return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return ""


def _without_zones(text: str) -> str:
    kept, inside = [], False
    for line in text.split("\n"):
        word = line.strip().upper()
        inside = inside or word == "BEGIN:VTIMEZONE"
        if not inside:
            kept.append(line)
        inside = inside and word != "END:VTIMEZONE"
    return "\n".join(kept)


def _groups(text: str) -> list[list[Component]]:
    """Events with the changes of their single occurrences. The clock of an event is read as it is written, so the
    descriptions of time zones in the file are left alone.

    Raises `ValidationError` when this is no calendar.
    """
    try:
        calendars = Calendar.from_ical(_without_zones(text), multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except BROKEN:
        calendars, events = [], []
    if not calendars:
        raise ValidationError(_("This is not a calendar file. Choose a file that ends in .ics."))
    found: dict[str, list[Component]] = {}
    for number, event in enumerate(events):
        found.setdefault(str(event.get("uid") or number), []).append(event)
    return list(found.values())


def _occurrences(group: list[Component], first: date, last: date) -> Iterator[Component]:
    """Each time that it happens, those that are called off left out. Raises `Unbounded`."""
    if any("rrule" in event or "rdate" in event for event in group):
        for event in group:
            check_rules(event, first)
        calendar = Calendar()
        for event in group:
            calendar.add_component(event)
        occurrences = recurring_ical_events.of(calendar).between(first - LONGEST * DAY, last + DAY)
    else:
        occurrences = group
    for event in occurrences:
        if str(event.get("status", "")).upper() != "CANCELLED":
            yield event


def _take(found: Read, event: Component, first: date, last: date) -> None:
    begins, ends = _span(event)
    name = _name(event)
    if ends - begins > LONGEST * DAY:
        text = _("“%(name)s” is longer than ten weeks and was left out.")
        found.left_out.append(text % {"name": name})
    elif begins <= last and ends >= first:
        for day in between(max(begins, first), min(ends, last)):
            found.days.setdefault(day, name)


def _span(event: Component) -> tuple[date, date]:
    """The first and the last day. What ends at midnight, or is of whole days, ends the day before."""
    start = _value(event, "dtstart")
    if "dtend" in event:
        end = _value(event, "dtend")
    elif "duration" in event:
        end = start + _value(event, "duration")
    else:
        end = start
    first, last = _wall(start), _wall(end)
    if last > first and last == datetime.combine(last.date(), datetime.min.time()):
        last -= DAY
    return first.date(), max(first, last).date()


def _value(event: Component, name: str) -> Any:
    read: Any = event[name]
    return read.dt


def _wall(moment: date | datetime) -> datetime:
    """What its clock says; universal time is told on ours."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, datetime.min.time())
    if moment.tzinfo is not None and moment.tzname() == "UTC":
        moment = moment.astimezone(moments.HOME)
    return moment.replace(tzinfo=None)


def _name(event: Component) -> str:
    return " ".join(str(event.get("summary", "")).split())[:80] or _("closed")
