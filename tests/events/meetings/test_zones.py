"""Our time zones, read by another library than the one that writes them."""

import datetime as dt
import io
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from icalendar import Calendar

from events.meetings import calendars, zones
from events.models import Meeting

HOUR = dt.timedelta(hours=1)
YEARS = (2026, 2027, 2038, 2050)
ZONES = (
    "Europe/Brussels",
    "Europe/London",
    "America/New_York",
    "Australia/Sydney",
    "UTC",
    "Asia/Kolkata",
    "America/Nuuk",  # changes on the evening before a Sunday
    "Africa/Cairo",  # has no rule that iCalendar knows
    "Africa/Casablanca",  # changes around Ramadan
)


def file_of(zone: str, *starts: dt.datetime, **fields) -> str:
    meetings = [
        Meeting(pk=n, title="Samen", starts_at=start, ends_at=start + HOUR, time_zone=zone, **fields)
        for n, start in enumerate(starts, start=1)
    ]
    return calendars.calendar(meetings).decode()


def start_in(text: str) -> dt.datetime:
    """When the only meeting of a file begins, in UTC, as dateutil reads it with the zone in the file."""
    unfolded = text.replace("\r\n ", "")
    line = next(
        line for line in unfolded[unfolded.index("BEGIN:VEVENT") :].splitlines() if line.startswith("DTSTART")
    )
    name, _colon, value = line.partition(":")
    if value.endswith("Z"):
        return dt.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    zone = tz.tzical(io.StringIO(text)).get(name.partition("TZID=")[2])
    return dt.datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(dt.UTC)


def moments(zone: str, year: int) -> list[dt.datetime]:
    """Noon in January and July, and every half hour around each change of the clocks."""
    noons = [dt.datetime(year, month, 12, 12, tzinfo=ZoneInfo(zone)).astimezone(dt.UTC) for month in (1, 7)]
    changes = [
        (change.wall - change.before).replace(tzinfo=dt.UTC)
        for change in zones.changes_in(ZoneInfo(zone), year)
    ]
    return noons + [change + n * HOUR / 2 for change in changes for n in range(-6, 7)]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", YEARS)
def test_another_reader_finds_the_same_moment(zone, year):
    found = {moment: start_in(file_of(zone, moment)) for moment in moments(zone, year)}
    assert found == {moment: moment for moment in found}


def test_summer_time_is_two_rules_with_the_hour_before_the_change():
    book = Calendar.from_ical(file_of("Europe/Brussels", dt.datetime(2026, 12, 3, 9, tzinfo=dt.UTC)))
    (zone,) = book.walk("VTIMEZONE")
    assert [
        (part.name, part["rrule"].to_ical().decode(), f"{part['dtstart'].dt:%H.%M}", part["tzname"])
        for part in zone.subcomponents
    ] == [
        ("DAYLIGHT", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "02.00", "CEST"),
        ("STANDARD", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "03.00", "CET"),
    ]
    assert "RDATE" not in book.to_ical().decode()


@pytest.mark.parametrize(
    ("zone", "parts"),
    [
        ("Europe/London", ["DAYLIGHT -1SU 3", "STANDARD -1SU 10"]),
        ("America/New_York", ["DAYLIGHT 2SU 3", "STANDARD 1SU 11"]),
        ("Australia/Sydney", ["STANDARD 1SU 4", "DAYLIGHT 1SU 10"]),
        ("Asia/Kolkata", ["STANDARD"]),
    ],
)
def test_every_zone_has_its_own_rules(zone, parts):
    text = file_of(zone, dt.datetime(2026, 12, 3, 9, tzinfo=dt.UTC))
    (found,) = Calendar.from_ical(text).walk("VTIMEZONE")
    said = []
    for part in found.subcomponents:
        rule = part.get("rrule")
        said.append(f"{part.name} {rule['BYDAY'][0]} {rule['BYMONTH'][0]}" if rule else part.name)
    assert said == parts


def test_a_calendar_names_each_of_its_zones_once_and_only_those():
    start = dt.datetime(2026, 12, 3, 9, tzinfo=dt.UTC)
    one = Meeting(pk=1, title="A", starts_at=start, ends_at=start + HOUR)
    other = Meeting(pk=2, title="B", starts_at=start, ends_at=start + HOUR, time_zone="America/New_York")
    late = Meeting(
        pk=3, title="C", starts_at=start.replace(year=2050), ends_at=start.replace(year=2050) + HOUR
    )
    book = Calendar.from_ical(calendars.calendar([one, other, late]))
    assert [str(zone["tzid"]) for zone in book.walk("VTIMEZONE")] == ["America/New_York", "Europe/Brussels"]
    assert {event["dtstart"].params["TZID"] for event in book.walk("VEVENT")} == {
        "America/New_York",
        "Europe/Brussels",
    }
    assert calendars.calendar([]).count(b"VTIMEZONE") == 0


def test_lines_are_folded_and_stamps_are_in_utc():
    text = file_of(
        "Europe/Brussels", dt.datetime(2026, 12, 3, 9, tzinfo=dt.UTC), summary="Één lange zin. " * 40
    )
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert abs(event["dtstamp"].dt - dt.datetime.now(dt.UTC)) < dt.timedelta(days=1)
