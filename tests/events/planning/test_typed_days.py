"""A day that a facilitator types is asked, also in a holiday; what it falls in is said before."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from events.models import RotationPlan
from events.planning import holidays

from .test_cycle import YEAR, days, filled

pytestmark = pytest.mark.django_db


def test_a_day_that_is_typed_in_a_holiday_is_asked_and_said(house, sign_in):
    """It is named before anything is sent, with its holiday; the other day is not."""
    off, free = dt.date(YEAR, 12, 25), dt.date(YEAR, 11, 18)
    typed = {"cadence": "dates", "dates": f"18-11-{YEAR}\n25-12-{YEAR}", "first_day": ""}
    form = filled(calendars=list(holidays.CALENDARS), **typed)
    assert days(form) == [[free], [off]]
    assert [day for day, _reason in form.asked_though] == [off]
    url = reverse("events:new_plan", args=[house.network.slug])
    page = sign_in(house.facilitator).post(
        url, {**form.data.dict(), "do": "look", "calendars": form["calendars"].value()}
    )
    aside = BeautifulSoup(page.text, "html.parser").select_one("#dates .note--ask").text
    assert form.asked_though[0][1] in aside
    assert "maar plant er niets op" in aside
    assert not RotationPlan.objects.filter(name="Jaar").exists()


def test_a_rhythm_goes_round_a_holiday_and_says_no_more():
    assert filled(first_day=f"{YEAR}-12-25", calendars=list(holidays.CALENDARS)).asked_though == []
