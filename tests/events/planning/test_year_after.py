"""The next year: which one is offered, and that a name is there once."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import RotationPlan
from events.planning.forms.cycle import CycleForm
from tests.factories import MeetingFactory

from .test_cycle import YEAR, filled

pytestmark = pytest.mark.django_db


class TestTheYearAfter:
    def test_the_year_after_the_one_that_was_planned_last_is_offered(self, house):
        house.network.meetings.all().delete()
        first = dt.date(YEAR, 9, 16)
        RotationPlan.objects.all().delete()
        plan = RotationPlan.objects.create(
            network=house.network, name="x", start_time=dt.time(10), end_time=dt.time(12), answer_by=first
        )
        for position, weeks in enumerate((0, 8, 26), start=1):
            day = first + dt.timedelta(weeks=weeks)
            plan.planned.create(position=position, title="x", expected=3, candidates=[day.isoformat()])
            start = dt.datetime.combine(day, dt.time(10), dt.UTC)
            MeetingFactory(network=house.network, starts_at=start, ends_at=start + dt.timedelta(hours=2))
        found = CycleForm.suggested(house.network)
        assert found["first_day"] == first + dt.timedelta(weeks=52)
        assert str(YEAR + 1) in found["name"]
        assert str(YEAR + 2) in found["name"]

    def test_two_plans_of_one_name_are_refused_and_the_same_one_twice_is_one(self, house, sign_in):
        client, url = sign_in(house.facilitator), reverse("events:new_plan", args=[house.network.slug])
        before, asked = RotationPlan.objects.count(), filled().data
        first, again = client.post(url, asked), client.post(url, asked)
        assert (first.status_code, again.status_code, first.url) == (302, 302, again.url)
        other = client.post(url, filled(name="JAAR", weeks=5).data)
        assert other.status_code == 422
        assert "Er is al een plan met deze naam." in other.context["form"].errors["name"]
        assert RotationPlan.objects.count() == before + 1
        told = house.member.notifications.filter(kind="events/availability", url__contains=first.url)
        assert told.count() == 1

    def test_a_network_that_never_met_is_offered_the_name_of_a_year(self, house):
        house.network.meetings.all().delete()
        RotationPlan.objects.all().delete()
        found = CycleForm.suggested(house.network)
        first, second = map(int, re.findall(r"\d{4}", str(found["name"])))
        assert second == first + 1
        assert first in (timezone.localdate().year - 1, timezone.localdate().year)
        assert "first_day" not in found

    @pytest.mark.parametrize(
        ("last", "expected"),
        [
            ((2, 4), (YEAR, 4)),
            ((3, 20), (YEAR, 9)),
            ((4, 15), (YEAR, 9)),
            ((6, 3), (YEAR, 9)),
            ((9, 9), (YEAR, 11)),
        ],
    )
    def test_a_year_does_not_begin_when_it_is_nearly_over(self, house, last, expected):
        house.network.meetings.all().delete()
        RotationPlan.objects.all().delete()
        start = dt.datetime(YEAR, *last, 10, tzinfo=dt.UTC)
        MeetingFactory(network=house.network, starts_at=start, ends_at=start + dt.timedelta(hours=2))
        first = CycleForm.suggested(house.network)["first_day"]
        assert (first.year, first.month) == expected
        assert first.weekday() == start.weekday()
