"""The table of section 3.1: published years, and years computed from the rule."""

from datetime import date

import pytest

from events.planning import holidays


@pytest.mark.parametrize(
    ("year", "autumn", "christmas", "krokus", "easter"),
    [
        (2025, ("10-27", "11-02"), ("12-22", "01-04"), ("02-16", "02-22"), ("04-06", "04-19")),
        (2026, ("11-02", "11-08"), ("12-21", "01-03"), ("02-08", "02-14"), ("03-29", "04-11")),
        (2023, ("10-30", "11-05"), ("12-25", "01-07"), ("02-12", "02-18"), ("04-01", "04-14")),
        (2022, ("10-31", "11-06"), ("12-26", "01-08"), ("02-20", "02-26"), ("04-03", "04-16")),
        (2024, ("10-28", "11-03"), ("12-23", "01-05"), ("03-03", "03-09"), ("04-07", "04-20")),
    ],
)
def test_school_year(year, autumn, christmas, krokus, easter):
    def shown(period):
        return tuple(day.strftime("%m-%d") for day in period)

    assert shown(holidays.autumn(year)) == autumn
    assert shown(holidays.christmas(year)) == christmas
    assert shown(holidays.krokus(year + 1)) == krokus
    assert shown(holidays.easter_holiday(year + 1)) == easter


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (date(2026, 11, 5), True),
        (date(2026, 11, 11), True),
        (date(2026, 11, 12), False),
        (date(2027, 1, 2), True),
        (date(2027, 5, 6), True),
        (date(2027, 5, 7), True),
        (date(2027, 5, 17), True),
        (date(2025, 4, 21), True),
        (date(2026, 7, 1), True),
        (date(2026, 9, 1), False),
    ],
)
def test_closed_days(day, closed):
    assert (holidays.closed_because(day) is not None) is closed


@pytest.mark.parametrize(
    ("day", "calendars", "closed"),
    [
        (date(2027, 12, 25), ["be"], True),  # a Saturday before the holiday starts
        (date(2026, 7, 21), ["be"], True),
        (date(2026, 11, 5), ["be"], False),  # public holidays alone
        (date(2027, 4, 27), ["be"], False),
        (date(2027, 4, 27), ["nl"], True),
        (date(2027, 12, 26), ["nl"], True),
        (date(2026, 11, 11), ["nl"], False),
        (date(2026, 11, 11), ["be", "nl"], True),
        (date(2026, 11, 5), ["nl", "flanders"], True),
        (date(2026, 12, 25), [], False),
    ],
)
def test_calendars_at_once(day, calendars, closed):
    assert (holidays.closed_because(day, calendars) is not None) is closed
