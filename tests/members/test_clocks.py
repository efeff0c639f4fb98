"""Days and hours as people read them, in both languages."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from community.members import clocks

BRUSSELS, TOKYO, PARIS, LISBON = map(
    ZoneInfo, ("Europe/Brussels", "Asia/Tokyo", "Europe/Paris", "Europe/Lisbon")
)


def at(hour, minute=0, day=3):
    return dt.datetime(2026, 12, day, hour, minute, tzinfo=BRUSSELS)


@pytest.fixture(params=["nl", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("moment", "dutch", "english"),
    [
        (at(9, 30), "9.30", "9.30 am"),
        (at(0, 5), "0.05", "12.05 am"),
        (at(14), "14.00", "2.00 pm"),
    ],
)
def test_an_hour(moment, dutch, english, language):
    assert clocks.clock(moment) == {"nl": dutch, "en": english}[language]


def test_hours_and_a_day(language):
    assert (
        clocks.hours(at(9, 30), at(12)) == {"nl": "9.30 tot 12.00 uur", "en": "9.30 am to 12.00 pm"}[language]
    )
    said = {"nl": "donderdag 3 december 2026", "en": "Thursday 3 December 2026"}
    assert clocks.full_day(at(9).date()) == said[language]


def test_a_place_is_called_as_the_reader_calls_it(language):
    assert clocks.city("Europe/Brussels") == {"nl": "Brussel", "en": "Brussels"}[language]
    assert (
        clocks.place_time("Europe/Brussels") == {"nl": "tijd in Brussel", "en": "time in Brussels"}[language]
    )


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (BRUSSELS, ""),
        (PARIS, ""),  # another place, the same clock
        (LISBON, "8.30 tot 11.00 uur voor jou in Lissabon"),
        (TOKYO, "17.30 tot 20.00 uur voor jou in Tokio"),
    ],
)
def test_their_own_clock_is_said_when_it_differs(reader, said):
    with translation.override("nl"):
        assert clocks.theirs(at(9, 30), at(12), reader) == said


def test_with_the_day_when_that_differs_too():
    with translation.override("nl"):
        said = clocks.theirs(at(20), at(22), TOKYO)
    assert said == "vrijdag 4 december 2026, 4.00 tot 6.00 uur voor jou in Tokio"


def test_also_when_the_clock_changes_between_beginning_and_end():
    """Two zones that agree at the beginning and not at the end."""
    start = dt.datetime(2026, 10, 25, 1, 30, tzinfo=BRUSSELS)
    end = dt.datetime(2026, 10, 25, 4, 0, tzinfo=BRUSSELS)
    with translation.override("nl"):
        assert (
            clocks.theirs(start, end, ZoneInfo("Africa/Johannesburg"))
            == "1.30 tot 5.00 uur voor jou in Johannesburg"
        )
