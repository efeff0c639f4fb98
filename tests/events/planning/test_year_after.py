"""The next year: which one is offered, and that a name is there once."""

import datetime as dt

import pytest
from django.urls import reverse

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
