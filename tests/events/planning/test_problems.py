"""What the planner is told of a plan: days off, facilitators and hosts that are needed elsewhere, turns to come."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from events.models import RotationPlan
from events.planning.actions import changing, proposing
from events.planning.closings import closed_dates
from events.planning.problems import problem_of
from tests.factories import MeetingFactory, NetworkFactory, ParticipantFactory

pytestmark = pytest.mark.django_db

RULES = {
    "apart": 2, "at_most": "", "weeks_least": 3, "weeks_most": 20, "quorum": 4, "grace": 1,
    "elsewhere_most": "", "elsewhere_weeks": "", "days_off": "",
}  # fmt: skip


def meet(day: dt.date, hour: int, **fields):
    start = timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
    return MeetingFactory(starts_at=start, ends_at=start + dt.timedelta(hours=2), **fields)


def reasons(plan, house, organisation=None) -> dict[str, str]:
    key = str(organisation.pk) if organisation else None
    plan = RotationPlan.objects.get(pk=plan.pk)
    found = closed_dates(plan, [house.organisation], plan.dates)
    return {row["date"]: row["reason"] for row in found if row["organisation"] == key}


class TestRules:
    def url(self, house):
        return reverse("events:plan_rules", args=[house.plan.pk])

    def test_the_planner_is_told_what_was_filled_in(self, house, sign_in):
        client = sign_in(house.facilitator)
        day = house.plan.dates[1]
        off = f"{day.day}-{day.month}-{day.year} studiedag"
        assert client.post(self.url(house), RULES | {"days_off": off, "at_most": 2}).status_code == 302
        house.plan.refresh_from_db()
        problem = problem_of(house.plan)
        assert problem["rules"] == {
            "min_gap": 3, "spacing_days": [21, 140], "each_at_most": 2, "grace_meetings": 1, "quorum": 4,
        }  # fmt: skip
        assert reasons(house.plan, house)[day.isoformat()] == "studiedag"
        page = client.get(self.url(house)).text
        assert off in page
        assert 'value="20"' in page

    @pytest.mark.parametrize(
        ("field", "value", "told"),
        [
            ("weeks_most", 2, "Kies hier minstens 3 weken."),
            ("days_off", "morgen vrij", "Regel 1: “morgen vrij” is geen datum"),
            ("days_off", "31-2-2027", "Regel 1: De dag “31-2-2027” bestaat niet"),
            ("elsewhere_weeks", 4, "Vul beide in, of laat beide leeg."),
            ("apart", -1, "minstens 0 is"),
        ],
    )
    def test_bad_rules_are_refused_in_words_and_kept_on_the_page(self, house, sign_in, field, value, told):
        before = house.plan.rules
        page = sign_in(house.facilitator).post(self.url(house), RULES | {field: value})
        assert page.status_code == 422
        assert told in page.text
        assert str(value) in page.text
        house.plan.refresh_from_db()
        assert house.plan.rules == before

    def test_a_published_plan_keeps_its_rules(self, house):
        RotationPlan.objects.filter(pk=house.plan.pk).update(status="published")
        with pytest.raises(PermissionDenied):
            changing.change_rules(actor=house.facilitator, plan=house.plan, changes={"quorum": 3})


class TestElsewhere:
    def test_a_day_is_closed_when_every_facilitator_is_with_another_network(self, house):
        first, second = house.plan.dates
        other = ParticipantFactory(user=house.facilitator, role="facilitator").network
        meet(first, 11, network=other)
        meet(second, 13, network=other)  # the plan meets from ten to twelve
        assert set(reasons(house.plan, house)) == {first.isoformat()}
        assert "ander netwerk" in reasons(house.plan, house)[first.isoformat()]
        ParticipantFactory(network=house.network, role="facilitator")  # somebody else can lead it
        assert reasons(house.plan, house) == {}

    def test_a_day_on_which_the_network_meets_already_or_that_is_past_is_left_out(self, house):
        first, second = house.plan.dates
        meet(first, 11, network=house.network)
        meet(second, 11, network=house.network, status="cancelled")
        assert reasons(house.plan, house) == {first.isoformat(): "het netwerk komt dan al samen"}
        house.plan.planned.update(candidates=[timezone.localdate().isoformat(), second.isoformat()])
        assert reasons(house.plan, house) == {timezone.localdate().isoformat(): "die dag is voorbij"}

    @pytest.mark.parametrize(
        ("most", "turns", "closed"),
        [
            (1, [], False),
            (1, [3], True),
            (1, [-3], True),
            (1, [28], False),
            (2, [3], False),
            (2, [3, 10], True),
            (2, [-20, 20], False),
            (2, [-10, 10], True),
        ],
    )
    def test_turns_over_all_networks(self, house, most, turns, closed):
        """H14: at most `most` turns in any four weeks, the turn of this plan included."""
        day, other = house.plan.dates[0], NetworkFactory()
        for days in turns:
            meet(day + dt.timedelta(days=days), 10, network=other, host=house.organisation)
        assert reasons(house.plan, house, house.organisation) == {}
        changing.change_rules(
            actor=house.facilitator,
            plan=house.plan,
            changes={"elsewhere_most": most, "elsewhere_weeks": 4},
        )
        assert (day.isoformat() in reasons(house.plan, house, house.organisation)) is closed


def test_turns_that_are_fixed_but_not_held_yet_count(house):
    """Whoever hosts next month is not told to be the longest without a turn."""
    hosts = [row["hosts"][0]["organisation"] for row in problem_of(house.plan)["history"]]
    assert hosts == [str(m.host_id) for m in (house.held, house.meeting, house.later)]


def test_no_day_is_advised_on_which_nobody_meets(house):
    """The planner knows that dates a week before and after those that are asked are closed, too."""
    day, week = dt.date(timezone.localdate().year + 1, 11, 20), dt.timedelta(days=7)
    house.plan.planned.update(candidates=[day.isoformat()])
    house.network.memberships.exclude(organisation=house.organisation).delete()
    off = {(day + week).isoformat(): "studiedag", (day - week).isoformat(): "studiedag"}
    changing.change_rules(actor=house.facilitator, plan=house.plan, changes={"days_off": off})
    proposing.compute.call(house.plan.pk)
    house.plan.refresh_from_db()
    advised = {r["date"] for r in house.plan.proposal.obstacles["relaxations"] if r["kind"] == "other_date"}
    assert advised == {(day + 2 * week).isoformat()}
