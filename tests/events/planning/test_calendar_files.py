"""Calendars of holidays, as programs write them."""

import datetime as dt
from time import monotonic

import pytest
from django.core.exceptions import ValidationError

from events.planning import calendar_files

FIRST, LAST = dt.date(2026, 9, 1), dt.date(2028, 8, 31)


def calendar(*events: str) -> str:
    """A calendar with these events, each its lines between spaces."""
    rows = "".join(
        f"BEGIN:VEVENT\r\n{event.replace(' ', chr(13) + chr(10)).replace('_', ' ')}\r\nEND:VEVENT\r\n"
        for event in events
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{rows}END:VCALENDAR\r\n"


def found(*events: str) -> list[str]:
    """The days in it, as month and day where the year is 2027."""
    read = calendar_files.read(calendar(*events).encode(), FIRST, LAST)
    return [f"{day:%m-%d}" if day.year == 2027 else str(day) for day in sorted(read.days)]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART;VALUE=DATE:20270118 DTEND;VALUE=DATE:20270121", ["01-18", "01-19", "01-20"]),
        ("DTSTART:20270118T000000 DTEND:20270121T000000", ["01-18", "01-19", "01-20"]),
        (
            "DTSTART;TZID=Europe/Brussels:20270118T000000 DTEND;TZID=Europe/Brussels:20270119T000000",
            ["01-18"],
        ),
        ("DTSTART;TZID=Customized:20270118T000000 DTEND;TZID=Customized:20270120T000000", ["01-18", "01-19"]),
        ("DTSTART:20270117T230000Z DTEND:20270119T230000Z", ["01-18", "01-19"]),
        ("DTSTART:20270118T000000 DTEND:20270119T235959", ["01-18", "01-19"]),
        ("DTSTART;VALUE=DATE:20270118 DURATION:P2D", ["01-18", "01-19"]),
        ("DTSTART;VALUE=DATE:20270118", ["01-18"]),
        ("DTSTART:20270118", ["01-18"]),
        ("DTSTART;VALUE=DATE:20270118 DTEND;VALUE=DATE:20270118", ["01-18"]),
        ("DTSTART:20270118T090000 DTEND:20270118T120000", ["01-18"]),
        ("DTSTART;VALUE=DATE:20200427 RRULE:FREQ=YEARLY", ["04-27", "2028-04-27"]),
        (
            "DTSTART;VALUE=DATE:20270104 RRULE:FREQ=WEEKLY;COUNT=3 EXDATE;VALUE=DATE:20270111",
            ["01-04", "01-18"],
        ),
        ("DTSTART;VALUE=DATE:20270104 RDATE;VALUE=DATE:20270106,20270108", ["01-04", "01-06", "01-08"]),
        ("DTSTART;VALUE=DATE:20260830 DTEND;VALUE=DATE:20260903", ["2026-09-01", "2026-09-02"]),
    ],
)
def test_the_days_of_an_event(event, expected):
    assert found(f"UID:1 SUMMARY:x {event}") == expected


def test_what_is_called_off_is_left_out_also_one_time_of_many():
    weekly = "UID:1 DTSTART;VALUE=DATE:20270104 RRULE:FREQ=WEEKLY;COUNT=2"
    gone = "UID:1 RECURRENCE-ID;VALUE=DATE:20270104 DTSTART;VALUE=DATE:20270104 STATUS:CANCELLED"
    assert found(weekly, gone, "UID:2 DTSTART;VALUE=DATE:20270201 STATUS:CANCELLED") == ["01-11"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_names_are_read_in_every_alphabet(encoding):
    text = calendar("UID:1 SUMMARY:Hérfstvakantie_– DTSTART;VALUE=DATE:20270118")
    assert calendar_files.read(text.encode(encoding), FIRST, LAST).days == {
        dt.date(2027, 1, 18): "Hérfstvakantie –"
    }


def test_one_event_that_is_too_long_or_broken_is_left_out_and_said():
    read = calendar_files.read(
        calendar(
            "UID:1 SUMMARY:Altijd DTSTART;VALUE=DATE:20270101 DTEND;VALUE=DATE:20370101",
            "UID:2 SUMMARY:Leeg",
            "UID:3 SUMMARY:Kerst DTSTART;VALUE=DATE:20271225",
        ).encode(),
        FIRST,
        LAST,
    )
    assert read.days == {dt.date(2027, 12, 25): "Kerst"}
    assert [("Altijd" in text, "Leeg" in text) for text in read.left_out] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY", "FREQ=YEARLY;BYSECOND=0,1,2,3",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=0", "FREQ=YEARLY;BYHOUR=1",
        "FREQ=DAILY;BYDAY=WE;INTERVAL=7", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;BYMONTHDAY=1",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "FREQ=MONTHLY;BYDAY=6MO", "FREQ=YEARLY;BYMONTH=2;BYDAY=6MO",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", "FREQ=YEARLY;BYWEEKNO=53;INTERVAL=400", "FREQ=YEARLY;BYYEARDAY=366",
        "FREQ=YEARLY;BYMONTHDAY=1;BYDAY=MO;BYSETPOS=40", "FREQ=MONTHLY;BYDAY=2MO;BYSETPOS=2",
        "FREQ=YEARLY;BYMONTH=2;BYSETPOS=2", "FREQ=YEARLY;BYMONTHDAY=1;BYDAY=2MO", "FREQ=MONTHLY;BYDAY=1MO,FR",
        "FREQ=WEEKLY\r\nRRULE:FREQ=DAILY",
    ],
)  # fmt: skip
def test_what_repeats_without_end_is_left_out(rule):
    began = monotonic()
    first = f"UID:1 SUMMARY:Steeds DTSTART:20270118T000000 RRULE:{rule}"
    read = calendar_files.read(calendar(first, "UID:2 DTSTART;VALUE=DATE:20270119").encode(), FIRST, LAST)
    assert list(read.days) == [dt.date(2027, 1, 19)]
    assert "Steeds" in read.left_out[0]
    assert monotonic() - began < 2


def test_a_rule_on_a_day_that_its_month_does_not_have_is_left_out():
    read = calendar_files.read(
        calendar(
            "UID:1 SUMMARY:Nooit DTSTART;VALUE=DATE:20270131 RRULE:FREQ=YEARLY;BYMONTH=2",
            "UID:2 DTSTART;VALUE=DATE:20270119",
        ).encode(),
        FIRST,
        LAST,
    )
    assert (list(read.days), len(read.left_out)) == ([dt.date(2027, 1, 19)], 1)


@pytest.mark.parametrize(
    ("start", "rule", "expected"),
    [
        ("20200427", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=27", ["04-27", "2028-04-27"]),
        ("20240229", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ["2028-02-29"]),
        ("20200525", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", ["05-31", "2028-05-29"]),
        ("20200525", "FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYSETPOS=-1", ["05-31", "2028-05-29"]),
        ("20200406", "FREQ=YEARLY;BYMONTH=4;BYDAY=MO;BYMONTHDAY=1,2,3,4,5,6,7", ["04-05", "2028-04-03"]),
        ("20270131", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", ["01-31", "03-31", "05-31"]),
        ("20270129", "FREQ=MONTHLY;BYDAY=5FR;UNTIL=20270501", ["01-29", "04-30"]),
        ("20270104", "FREQ=DAILY;BYDAY=MO,TU;COUNT=3", ["01-04", "01-05", "01-11"]),
        ("20270104", "FREQ=DAILY;INTERVAL=7;COUNT=2", ["01-04", "01-11"]),
        ("20270222", "FREQ=YEARLY;BYWEEKNO=8;BYDAY=MO;COUNT=1", ["02-22"]),
    ],
)
def test_what_a_rule_means(start, rule, expected):
    assert found(f"UID:1 SUMMARY:x DTSTART;VALUE=DATE:{start} RRULE:{rule}") == expected


def test_a_time_zone_that_repeats_every_second_is_not_followed():
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Z\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nRRULE:FREQ=SECONDLY\r\n"
        "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT"
    )
    text = calendar("UID:1 DTSTART;TZID=Z:20270118T000000 DTEND;TZID=Z:20270119T000000")
    began = monotonic()
    read = calendar_files.read(text.replace("BEGIN:VEVENT", zone, 1).encode(), FIRST, LAST)
    assert list(read.days) == [dt.date(2027, 1, 18)]
    assert monotonic() - began < 2


DAILY = "UID:1 DTSTART;VALUE=DATE:20260901 RRULE:FREQ=DAILY;COUNT=3000"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"hello", b"\xff\xfe", b"\xff\xfe\x00\xd8\x00", b"x" * 600_000, calendar().encode(),
        calendar("UID:1 DTSTART;VALUE=DATE:20010101").encode(),
        calendar("UID:1 DTSTART;VALUE=DATE:20270101 DTEND;VALUE=DATE:20370101").encode(),
        calendar("UID:1 SUMMARY:x").encode(),
    ],
)  # fmt: skip
def test_what_is_no_calendar_of_holidays(content):
    with pytest.raises(ValidationError):
        calendar_files.read(content, FIRST, LAST)


def test_more_days_than_anybody_closes_are_refused():
    with pytest.raises(ValidationError):
        calendar_files.read(calendar(DAILY).encode(), FIRST, FIRST + dt.timedelta(days=1_200))
