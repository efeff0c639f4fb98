"""A proposal: its variants, a swap, publishing, stopping, and its languages."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from events.models import RotationPlan
from events.planning.actions import asking, proposing
from events.planning.models import LONGEST_CALCULATION
from events.rotation import Malformed
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db


def hosts_of(plan) -> list[str]:
    return [str(turn.organisation_id) for turn in plan.turns]


def places(version) -> list[tuple]:
    """What a version says, but for its number."""
    turns = [
        (turn.meeting_id, turn.organisation_id, turn.venue_id, turn.date) for turn in version.turns.all()
    ]
    return [version.variant, version.status, version.figures, version.obstacles, turns]


def found(plan) -> dict:
    return {version.variant: version for version in plan.versions.found()}


class TestVariants:
    def test_three_plans_are_found_and_one_is_chosen(self, house, plan):
        variants = found(plan)
        assert set(variants) == {"fairness", "travel", "people"}
        assert places(plan.proposal) == places(variants["fairness"])
        proposing.choose_variant(actor=house.facilitator, plan=plan, variant="travel")
        plan.refresh_from_db()
        assert (places(plan.proposal), plan.variant, plan.version) == (
            places(variants["travel"]),
            "travel",
            2,
        )
        assert [places(version) for version in plan.versions.proposed().order_by("version")] == [
            places(variants["fairness"]),
            places(variants["travel"]),
        ]

    def test_least_travel_travels_least_and_says_what_it_costs(self, house, plan, sign_in):
        km = {key: version.figures["objective"][-1] for key, version in found(plan).items()}
        assert km["travel"] <= min(km.values())
        page = sign_in(house.facilitator).get(plan.get_absolute_url())
        rows = page.context["page"].alternatives
        assert [row.chosen for row in rows] == [True, *[False] * (len(rows) - 1)]
        assert "Kan het anders?" in page.text

    @pytest.mark.parametrize("who", ["member", "outsider", "other_facilitator"])
    def test_only_facilitators_choose_swap_and_stop(self, house, plan, who):
        person = house.who(who)
        for act in (
            lambda: proposing.choose_variant(actor=person, plan=plan, variant="travel"),
            lambda: proposing.swap_turns(actor=person, plan=plan, first=1, second=2),
            lambda: proposing.stop_computing(actor=person, plan=plan),
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
        dates = [turn.date for turn in plan.turns]
        proposing.swap_turns(actor=house.facilitator, plan=plan, first=1, second=2)
        plan.refresh_from_db()
        assert hosts_of(plan) == [second, first, third]
        assert [turn.date for turn in plan.turns] == dates
        assert (plan.variant, plan.version) == ("", 2)
        assert plan.proposal.figures["balances"] == found(plan)["fairness"].figures["balances"]

    def test_a_swap_that_cannot_be_says_why_and_changes_nothing(self, house, plan, sign_in):
        first = next(o for o in house.network.organisations.all() if str(o.pk) == hosts_of(plan)[0])
        person = house.network.participants.active().filter(organisation=first, role="member").first().user
        answers = dict.fromkeys(plan.dates, "host") | {plan.dates[1]: "attend"}
        asking.answer_availability(actor=person, plan=plan, organisation=first, answers=answers)
        client = sign_in(house.facilitator)
        page = client.get(plan.get_absolute_url(), {"first": 1, "second": 2})
        assert "Deze ruil kan niet" in page.text
        assert f"{first.name} kan niet ontvangen op" in page.text
        with pytest.raises(ValidationError):
            proposing.swap_turns(actor=house.facilitator, plan=plan, first=1, second=2)
        plan.refresh_from_db()
        assert plan.version == 1

    @pytest.mark.parametrize("query", ["first=1&second=1", "first=9&second=1", "first=x&second=", "second=1"])
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


class TestPublishing:
    def forget(self, plan) -> None:
        """As if nothing was ever calculated."""
        plan.versions.all().delete()
        RotationPlan.objects.filter(pk=plan.pk).update(proposal=None, version=0, status="asking")

    def test_a_day_that_is_taken_or_past_stops_it_and_nothing_is_half_saved(self, house, plan, sign_in):
        last = plan.turns.last().date
        taken = timezone.make_aware(dt.datetime.combine(last, dt.time(11)))
        other = MeetingFactory(network=house.network, starts_at=taken, ends_at=taken + dt.timedelta(hours=1))
        client, step = sign_in(house.facilitator), reverse("events:plan_step", args=[plan.pk])
        before = house.network.meetings.count()
        assert "Het netwerk komt al samen op" in client.post(step, {"do": "publish"}, follow=True).text
        other.delete()
        plan.turns.filter(pk=plan.turns.first().pk).update(date=timezone.localdate())
        assert "is voorbij. Bereken opnieuw." in client.post(step, {"do": "publish"}, follow=True).text
        plan.refresh_from_db()
        assert (house.network.meetings.count(), plan.status) == (before - 1, "proposed")

    def test_a_host_or_venue_that_is_gone_stops_it(self, house, plan, sign_in):
        venue = plan.turns.first().venue
        venue.delete()
        step = reverse("events:plan_step", args=[plan.pk])
        page = sign_in(house.facilitator).post(step, {"do": "publish"}, follow=True)
        assert "De organisaties zijn intussen veranderd" in page.text
        assert not plan.meetings.exists()

    def test_without_a_plan_there_is_nothing_to_share_publish_or_fix(self, house, plan, sign_in):
        self.forget(plan)
        plan.availability.update(answer="no")
        proposing.compute.call(plan.pk)
        plan.refresh_from_db()
        assert plan.status == "asking"
        client, step = sign_in(house.facilitator), reverse("events:plan_step", args=[plan.pk])
        for what in ("share", "publish"):
            assert "Er is geen voorstel" in client.post(step, {"do": what}, follow=True).text
        assert client.post(step, {"do": "lock:1"}).status_code == 403
        page = client.get(plan.get_absolute_url()).text
        assert "Zo is er geen plan mogelijk" in page
        assert 'value="publish"' not in page


class TestStopping:
    def test_a_stopped_calculation_leaves_the_proposal(self, house, plan):
        RotationPlan.objects.filter(pk=plan.pk).update(computing_since=timezone.now())
        started = RotationPlan.objects.get(pk=plan.pk)
        proposing._tell_progress(started, 1, 1, 2)
        assert RotationPlan.objects.get(pk=plan.pk).progress == 50
        proposing.stop_computing(actor=house.facilitator, plan=plan)
        with pytest.raises(proposing.Cancelled):
            proposing._tell_progress(started, 1, 2, 2)
        plan.refresh_from_db()
        assert (plan.version, plan.status, plan.computing_since) == (1, "proposed", None)

    def test_one_that_was_stopped_before_it_began_changes_nothing(self, house, plan):
        proposing.propose(actor=house.facilitator, plan=plan)
        plan.refresh_from_db()
        since = plan.computing_since.isoformat()
        proposing.stop_computing(actor=house.facilitator, plan=plan)
        assert proposing.compute.call(plan.pk, house.facilitator.pk, since) == "cancelled"
        assert plan.versions.proposed().count() == 1

    def test_one_that_was_stopped_at_the_very_end_changes_nothing(self, house, plan):
        RotationPlan.objects.filter(pk=plan.pk).update(computing_since=timezone.now())
        started = RotationPlan.objects.get(pk=plan.pk)
        found = proposing._solve(started)
        proposing.stop_computing(actor=house.facilitator, plan=plan)
        with pytest.raises(proposing.Cancelled):
            proposing._take_found(started, found, None)
        assert plan.versions.proposed().count() == 1

    def test_the_page_shows_how_far_it_is(self, house, plan, sign_in):
        RotationPlan.objects.filter(pk=plan.pk).update(computing_since=timezone.now(), progress=40)
        page = sign_in(house.facilitator).get(plan.get_absolute_url()).text
        assert BeautifulSoup(page, "html.parser").find("progress")["value"] == "40"
        assert 'value="publish"' not in page


class TestFailing:
    def failed(self, plan):
        """Rules that the planner cannot read."""
        rules = plan.rules
        RotationPlan.objects.filter(pk=plan.pk).update(computing_since=timezone.now(), rules={"min_gap": "x"})
        with pytest.raises(Malformed):
            proposing.compute.call(plan.pk)
        RotationPlan.objects.filter(pk=plan.pk).update(rules=rules)
        plan.refresh_from_db()

    def test_the_proposal_stays_and_the_page_says_so(
        self, house, plan, sign_in, django_capture_on_commit_callbacks
    ):
        before, client = hosts_of(plan), sign_in(house.facilitator)
        self.failed(plan)
        assert (plan.computing_since, plan.progress, plan.status) == (None, 0, "proposed")
        assert hosts_of(plan) == before
        page = client.get(plan.get_absolute_url()).text
        assert "De berekening brak af" in page
        assert "<progress" not in page
        step = reverse("events:plan_step", args=[plan.pk])
        with django_capture_on_commit_callbacks(execute=True):
            client.post(step, {"do": "propose"})
        assert "De berekening brak af" not in client.get(plan.get_absolute_url()).text
        plan.refresh_from_db()
        assert plan.version == 2

    def test_pages_that_are_open_hear_of_it(self, house, plan, monkeypatch):
        heard = []
        monkeypatch.setattr(proposing, "publish", lambda topic, frame: heard.append((topic, frame["kind"])))
        self.failed(plan)
        assert heard == [(f"plan.{plan.pk}", "proposal")]

    def test_a_worker_that_never_came_back_counts_as_failed(self, house, plan, sign_in):
        long_ago = timezone.now() - LONGEST_CALCULATION - dt.timedelta(minutes=1)
        RotationPlan.objects.filter(pk=plan.pk).update(computing_since=long_ago, progress=40)
        page = sign_in(house.facilitator).get(plan.get_absolute_url()).text
        assert "De berekening brak af" in page
        assert "<progress" not in page
        assert 'value="propose"' in page


class TestLanguages:
    def lines(self, client, house, plan, language) -> str:
        house.facilitator.language = language
        house.facilitator.save()
        client.force_login(house.facilitator)
        return client.get(plan.get_absolute_url()).text

    def test_each_reader_hears_why_in_their_own_language(self, client, house, library, plan):
        assert "Ontving nog nooit" in self.lines(client, house, plan, "nl")
        page = self.lines(client, house, plan, "en")
        assert "Has not hosted yet" in page
        assert "Ontving nog nooit" not in page
        proposing.swap_turns(actor=house.facilitator, plan=plan, first=1, second=2)
        assert "Has not hosted yet" in self.lines(client, house, plan, "en")

    def test_also_why_there_is_no_plan(self, client, house, library, plan):
        plan.availability.update(answer="no")
        proposing.compute.call(plan.pk)
        assert "kan niet ontvangen op" in self.lines(client, house, plan, "nl")
        assert "cannot host on" in self.lines(client, house, plan, "en")
