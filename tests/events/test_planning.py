"""The planner as facilitators use it: other plans, swaps, stopping, and every version kept."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from community.networks import actions as networks
from events import planning
from events.models import RotationPlan
from tests.factories import OrganisationFactory, UserFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(house, django_capture_on_commit_callbacks) -> RotationPlan:
    """Four organisations on a line, three meetings, everybody can always; a proposal has been made."""
    hosts = {house.organisation: house.member}
    for number in range(3):
        organisation = OrganisationFactory(name=f"Huis {number}")
        VenueFactory(organisation=organisation, latitude=51.0, longitude=3.8 + number / 3, capacity=30)
        person = UserFactory()
        networks.add_member_organisation(
            actor=house.facilitator,
            network=house.network,
            organisation=organisation,
            since=dt.date(2020, 1, 1),
        )
        networks.add_participant(
            actor=house.facilitator, network=house.network, user=person, organisation=organisation
        )
        hosts[organisation] = person
    start = timezone.localdate() + dt.timedelta(days=60)
    made = planning.ask_availability(
        actor=house.facilitator,
        network=house.network,
        name="Jaar",
        start_time=dt.time(10),
        end_time=dt.time(12),
        answer_by=timezone.localdate() + dt.timedelta(days=14),
        meetings=[
            {
                "title": f"Bijeenkomst {n}",
                "candidates": [start + dt.timedelta(days=30 * n)],
                "mode": "in_person",
                "expected": 5,
            }
            for n in range(3)
        ],
    )
    for organisation, person in hosts.items():
        planning.answer_availability(
            actor=person, plan=made, organisation=organisation, answers=dict.fromkeys(made.dates, "host")
        )
    with django_capture_on_commit_callbacks(execute=True):
        planning.propose(actor=house.facilitator, plan=made)
    made.refresh_from_db()
    return made


def hosts_of(plan) -> list[str]:
    return [turn["organisation"] for turn in plan.result["assignments"]]


class TestVariants:
    def test_three_plans_are_found_and_one_is_chosen(self, house, plan):
        assert set(plan.variants) == {"fairness", "travel", "people"}
        assert plan.result == plan.variants["fairness"]
        planning.choose_variant(actor=house.facilitator, plan=plan, variant="travel")
        plan.refresh_from_db()
        assert (plan.result, plan.variant, plan.version) == (plan.variants["travel"], "travel", 2)
        assert [version.result for version in plan.versions.order_by("version")] == [
            plan.variants["fairness"],
            plan.variants["travel"],
        ]

    def test_least_travel_travels_least_and_says_what_it_costs(self, house, plan, sign_in):
        km = {key: result["objective"][-1] for key, result in plan.variants.items()}
        assert km["travel"] <= min(km.values())
        page = sign_in(house.facilitator).get(plan.get_absolute_url())
        rows = page.context["variants"]
        assert [row["chosen"] for row in rows] == [True, *[False] * (len(rows) - 1)]
        assert "Kan het anders?" in page.text

    @pytest.mark.parametrize("who", ["member", "outsider", "other_facilitator"])
    def test_only_facilitators_choose_swap_and_stop(self, house, plan, who):
        person = house.who(who)
        for act in (
            lambda: planning.choose_variant(actor=person, plan=plan, variant="travel"),
            lambda: planning.swap_turns(actor=person, plan=plan, first=1, second=2),
            lambda: planning.stop_computing(actor=person, plan=plan),
        ):
            with pytest.raises(PermissionDenied):
                act()

    def test_a_plan_that_is_not_there_is_refused_in_words(self, house, plan, sign_in):
        url = reverse("events:plan_step", args=[plan.pk])
        page = sign_in(house.facilitator).post(url, {"do": "choose:cheapest"}, follow=True)
        assert "Dat plan is er niet meer" in page.text


class TestSwap:
    def test_a_swap_exchanges_the_hosts_and_keeps_the_dates(self, house, plan):
        first, second, third = hosts_of(plan)
        dates = [turn["date"] for turn in plan.result["assignments"]]
        planning.swap_turns(actor=house.facilitator, plan=plan, first=1, second=2)
        plan.refresh_from_db()
        assert hosts_of(plan) == [second, first, third]
        assert [turn["date"] for turn in plan.result["assignments"]] == dates
        assert (plan.variant, plan.version) == ("", 2)
        assert plan.result["balances"] == plan.variants["fairness"]["balances"]

    def test_a_swap_that_cannot_be_says_why_and_changes_nothing(self, house, plan, sign_in):
        first = next(o for o in house.network.organisations.all() if str(o.pk) == hosts_of(plan)[0])
        person = house.network.participants.active().filter(organisation=first, role="member").first().user
        answers = dict.fromkeys(plan.dates, "host") | {plan.dates[1]: "attend"}
        planning.answer_availability(actor=person, plan=plan, organisation=first, answers=answers)
        client = sign_in(house.facilitator)
        page = client.get(plan.get_absolute_url(), {"first": 1, "second": 2})
        assert "Deze ruil kan niet" in page.text
        assert f"{first.name} kan niet ontvangen op" in page.text
        with pytest.raises(ValidationError):
            planning.swap_turns(actor=house.facilitator, plan=plan, first=1, second=2)
        plan.refresh_from_db()
        assert plan.version == 1

    @pytest.mark.parametrize("query", ["first=1&second=1", "first=9&second=1", "first=x&second=", "first=1"])
    def test_odd_questions_get_an_answer(self, house, plan, sign_in, query):
        page = sign_in(house.facilitator).get(f"{plan.get_absolute_url()}?{query}")
        assert page.status_code == 200
        assert "Kies twee beurten met een verschillende gastheer." in page.text

    def test_a_swap_is_tried_and_done_on_the_page(self, house, plan, sign_in):
        client, before = sign_in(house.facilitator), hosts_of(plan)
        tried = client.get(plan.get_absolute_url(), {"first": 1, "second": 3})
        assert "Dit kan" in tried.text
        client.post(
            reverse("events:plan_step", args=[plan.pk]), {"do": "swap", "first": 1, "second": 3}, follow=True
        )
        plan.refresh_from_db()
        assert hosts_of(plan) == [before[2], before[1], before[0]]


class TestStopping:
    def test_a_stopped_calculation_leaves_the_proposal(self, house, plan):
        RotationPlan.objects.filter(pk=plan.pk).update(computing_since=timezone.now())
        started = RotationPlan.objects.get(pk=plan.pk)
        planning._tell_progress(started, 1, 1, 2)
        assert RotationPlan.objects.get(pk=plan.pk).progress == 50
        planning.stop_computing(actor=house.facilitator, plan=plan)
        with pytest.raises(planning.Cancelled):
            planning._tell_progress(started, 1, 2, 2)
        plan.refresh_from_db()
        assert (plan.version, plan.status, plan.computing_since) == (1, "proposed", None)

    def test_the_page_shows_how_far_it_is(self, house, plan, sign_in):
        RotationPlan.objects.filter(pk=plan.pk).update(computing_since=timezone.now(), progress=40)
        page = sign_in(house.facilitator).get(plan.get_absolute_url()).text
        assert 'max="100" value="40"' in page
        assert 'value="publish"' not in page
