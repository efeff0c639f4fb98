"""Dates that change after organisations were asked, and days on which they are closed."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from community.notifications.models import OutgoingMail
from community.organisations.forms import ClosedDaysField
from events.models import RotationPlan
from events.planning.actions import asking, changing
from events.planning.problems import problem_of
from events.planning.queries import silent_organisations
from events.turns.queries import obstacles

pytestmark = pytest.mark.django_db


class TestOtherDates:
    """A date is added to a plan, or taken out."""

    def post(self, house, client, dates):
        planned = house.plan.planned.get()
        data = {
            "planned-TOTAL_FORMS": 1, "planned-INITIAL_FORMS": 1, "planned-0-id": planned.pk,
            "planned-0-title": "x", "planned-0-mode": "in_person", "planned-0-expected": 5,
            "planned-0-dates": dates,
        }  # fmt: skip
        return client.post(reverse("events:planned_meetings", args=[house.plan.pk]), data)

    def typed(self, *found) -> str:
        return ", ".join(f"{day.day}-{day.month}-{day.year}" for day in found)

    def test_everyone_is_asked_about_a_new_date_and_has_a_week(self, house, sign_in):
        first, second = house.plan.dates
        for day in house.plan.dates:
            asking.answer_availability(
                actor=house.member, plan=house.plan, organisation=house.organisation, answers={day: "host"}
            )
        RotationPlan.objects.update(answer_by=timezone.localdate())
        OutgoingMail.objects.all().delete()
        assert house.organisation not in silent_organisations(house.plan)
        new = second + dt.timedelta(days=7)
        assert self.post(house, sign_in(house.facilitator), self.typed(new, first)).status_code == 302
        plan = RotationPlan.objects.get(pk=house.plan.pk)
        assert plan.dates == [first, new]
        assert plan.answer_by == timezone.localdate() + asking.ANSWER_WITHIN
        asked = OutgoingMail.objects.filter(kind="events/availability")
        assert house.member.email in {mail.to for mail in asked}
        assert house.organisation in silent_organisations(plan)

    def test_taking_a_date_out_asks_nobody_and_lets_a_fixed_turn_go(self, house, sign_in):
        first, second = house.plan.dates
        house.plan.planned.update(locked_date=second, locked_venue=house.venue)
        OutgoingMail.objects.all().delete()
        self.post(house, sign_in(house.facilitator), self.typed(first))
        planned = house.plan.planned.get()
        assert (planned.candidate_dates, planned.locked_date, planned.locked_venue) == ([first], None, None)
        assert not OutgoingMail.objects.exists()

    @pytest.mark.parametrize(
        ("dates", "told"),
        [
            ("", "Dit veld"),
            (",", "Typ minstens één datum."),
            ("morgen", "is geen datum"),
            ("31-2-2030", "bestaat niet"),
            ("1-1-2020", "Elke datum moet na vandaag liggen."),
        ],
    )
    def test_what_is_no_date_is_refused_and_kept(self, house, sign_in, dates, told):
        page = self.post(house, sign_in(house.facilitator), dates)
        assert page.status_code == 422
        assert dates in page.text
        assert told in page.text or not dates
        assert house.plan.planned.get().candidate_dates == house.plan.dates

    def test_more_dates_than_anybody_answers(self, house, sign_in):
        first = house.plan.dates[0]
        many = [first + dt.timedelta(days=n) for n in range(27)]  # as many as fit in the field
        house.plan.planned.create(
            position=2, title="y", expected=5,
            candidates=[(first + dt.timedelta(days=100 + n)).isoformat() for n in range(40)],
        )  # fmt: skip
        planned = house.plan.planned.first()
        planned.candidates = [day.isoformat() for day in many]
        with pytest.raises(ValidationError):
            changing.change_meetings(actor=house.facilitator, plan=house.plan, rows=[planned])
        assert len(house.plan.planned.first().candidates) == 2


class TestClosedDays:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", []),
            ("21-12-2026 - 4-1-2027 Kerst", [["2026-12-21", "2027-01-04", "Kerst"]]),
            ("2-2-2027\n1-2-2027 – 1-2-2027 Studiedag", [["2027-02-01", "2027-02-01", "Studiedag"], ["2027-02-02", "2027-02-02", ""]]),
            ("30-2-2027 x", None),
            ("4-1-2027 - 21-12-2026 x", None),
            ("kerst", None),
        ],
    )  # fmt: skip
    def test_periods_as_people_type_them(self, text, expected):
        field = ClosedDaysField(required=False)
        if expected is None:
            with pytest.raises(ValidationError):
                field.clean(text)
        else:
            assert field.clean(text) == expected
            assert field.clean(field.prepare_value(expected)) == expected

    def test_the_planner_and_a_swap_leave_them_out(self, house):
        day = house.plan.dates[0]
        house.organisation.closed_days = [[day.isoformat(), day.isoformat(), "Studiedag"]]
        house.organisation.save()
        closed = [row for row in problem_of(house.plan)["closed_dates"] if row["reason"] == "Studiedag"]
        assert closed == [
            {"date": day.isoformat(), "reason": "Studiedag", "organisation": str(house.organisation.pk)}
        ]
        house.later.starts_at = dt.datetime.combine(day, dt.time(12), dt.UTC)
        found = {one.constraint for one in obstacles(house.later, house.organisation, house.venue)}
        assert "closed" in found
