"""The page of the planner: other plans and versions looked at before they are taken, the grid, fairness, travel."""

import datetime as dt
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from events.models import RotationPlan
from events.planning import travel
from events.planning.actions import proposing
from events.turns import ledger
from tests.factories import MeetingFactory, UserFactory, VenueFactory

from ..rotation.problems import answered, meeting, organisation, problem, venue

pytestmark = pytest.mark.django_db


def step(client, plan, what):
    return client.post(reverse("events:plan_step", args=[plan.pk]), {"do": what}, follow=True)


def dates_of(page) -> list:
    return [(turn.organisation.pk, turn.date) for turn in page.context["page"].turns]


class TestLookingFirst:
    def test_another_plan_is_looked_at_and_nothing_changes(self, house, plan, sign_in):
        client = sign_in(house.facilitator)
        page = client.get(plan.get_absolute_url(), {"variant": "travel"})
        assert "Er verandert niets tot je het neemt" in page.text
        assert page.context["page"].main_step.value == "choose:travel"
        shown = {(str(pk), day.isoformat()) for pk, day in dates_of(page)}
        wished = {
            (str(turn.organisation_id), turn.date.isoformat())
            for turn in plan.versions.found().get(variant="travel").turns.all()
        }
        assert shown == wished
        plan.refresh_from_db()
        assert (plan.version, plan.variant) == (1, "fairness")
        assert 'value="lock:' not in page.text

    def test_a_version_is_looked_at_and_taken_again(self, house, plan, sign_in):
        client = sign_in(house.facilitator)
        before = dates_of(client.get(plan.get_absolute_url()))
        proposing.swap_turns(actor=house.facilitator, plan=plan, first=1, second=2)
        page = client.get(plan.get_absolute_url(), {"version": 1})
        assert dates_of(page) == before
        assert [turn.differs for turn in page.context["page"].turns] == [True, True, False]
        assert "Ingevuld" not in page.text
        assert house.facilitator.name in page.text
        step(client, plan, "take:1")
        now = client.get(plan.get_absolute_url())
        assert dates_of(now) == before
        kept = plan.versions.proposed().order_by("version").values_list("version", "variant", "made_by")
        assert list(kept) == [
            (1, "fairness", house.facilitator.pk),
            (2, "", house.facilitator.pk),
            (3, "fairness", house.facilitator.pk),
        ]

    @pytest.mark.parametrize(
        "query", ["variant=cheapest", "version=99", "version=-1", "version=x", "version=1"]
    )
    def test_what_is_not_there_shows_the_proposal(self, house, plan, sign_in, query):
        page = sign_in(house.facilitator).get(f"{plan.get_absolute_url()}?{query}")
        assert (page.status_code, page.context["page"].preview) == (200, None)

    def test_members_never_look_at_other_plans(self, house, plan, sign_in):
        RotationPlan.objects.filter(pk=plan.pk).update(status="shared")
        page = sign_in(house.member).get(plan.get_absolute_url(), {"variant": "travel"})
        assert page.context["page"].preview is None
        shown = page.context["page"]
        assert (shown.grid, shown.alternatives, shown.versions, shown.swap) == (None, [], [], None)

    def test_who_takes_a_version_again(self, house, plan):
        with pytest.raises(ValidationError):
            proposing.take_version(actor=house.facilitator, plan=plan, version=9)
        for persona in ("member", "outsider", "other_facilitator"):
            with pytest.raises(PermissionDenied):
                proposing.take_version(actor=house.who(persona), plan=plan, version=1)


class TestFigures:
    def test_turns_before_and_in_the_proposal_and_who_is_first_next_time(self, house, plan, sign_in):
        page = sign_in(house.facilitator).get(plan.get_absolute_url())
        rows = {row.organisation.name: row for row in page.context["page"].shares.rows}
        assert rows["Huis 0"].past.text == ""
        assert rows["Huis 0"].now.text == "1"
        # the host house received before and has another turn planned; it is not in this proposal
        assert (rows["Host house"].past.text, rows["Host house"].now.text) == ("2", "")
        assert [o.name for o in page.context["page"].shares.next_year] == ["Other house", "Host house"]
        balances = [row.balance for row in page.context["page"].shares.rows]
        assert sum(balances, Fraction(0)) == 0

    @pytest.mark.parametrize(
        ("credit", "text"),
        [
            (Fraction(0), "0"),
            (Fraction(2), "2"),
            (Fraction(1, 2), "½"),
            (Fraction(7, 4), "1¾"),
            (Fraction(1, 3), "0,33"),
        ],
    )
    def test_turns_as_people_write_them(self, credit, text):
        assert ledger.turns_text(credit) == text

    def test_minutes_on_the_road(self):
        """100 km in a straight line is 130 km of road, at 50 km an hour."""
        assert travel.minutes(100) == 156
        assert travel.per_meeting({"1": 100.0, "2": 0.0}, 4) == {"1": 39, "2": 0}
        assert travel.per_meeting({"1": 100.0}, 0) == {"1": 0}

    def test_the_year_before_counts_meetings_at_a_place_while_a_member(self, house, plan):
        first = plan.dates[0]
        far = VenueFactory(latitude=51.05, longitude=3.72 + 1.0)  # 69.9 km from the host house

        def held(days, **fields):
            start = timezone.make_aware(dt.datetime.combine(first - dt.timedelta(days=days), dt.time(10)))
            ends = start + dt.timedelta(hours=2)
            return MeetingFactory(network=house.network, starts_at=start, ends_at=ends, **fields)

        house.network.meetings.all().delete()
        held(100, venue=far)
        held(200, venue=house.venue)
        held(50, venue=far, status="cancelled")
        held(400, venue=far)
        held(60, mode="online", venue=None)
        found = travel.year_before(house.network, first, [house.organisation])
        assert found == {house.organisation.pk: travel.minutes(69.9 / 2)}

    def test_a_swap_says_what_it_does_to_the_roads(self, house, plan, sign_in):
        page = sign_in(house.facilitator).get(plan.get_absolute_url(), {"first": 1, "second": 3})
        rows = page.context["page"].swap.effects
        assert [row.name for row in rows] == ["Kunnen komen", "Gemiddelde reistijd", "Langste reistijd"]
        assert not any(row.better or row.worse for row in rows)  # each hosts once: the order is all the same

    def test_the_page_asks_as_much_with_one_meeting_as_with_three(
        self, house, plan, sign_in, django_assert_max_num_queries
    ):
        client, counts = sign_in(house.facilitator), []
        for _round in range(2):
            client.get(plan.get_absolute_url())
            with django_assert_max_num_queries(40) as counted:
                client.get(plan.get_absolute_url())
            counts.append(len(counted))
            for _more in range(2):
                proposing.swap_turns(actor=house.facilitator, plan=plan, first=1, second=2)
                MeetingFactory(network=house.network, host=house.organisation, venue=house.venue)
                user = UserFactory()
                house.network.participants.create(user=user, organisation=house.organisation)
        assert counts[0] + 1 >= counts[1]  # one more: the list of versions, which one alone does not have


def said(result) -> list[list[str]]:
    return [turn["reasons"] for turn in result["assignments"]]


class TestReasons:
    def solve(self, **changes):
        days = (["2026-10-01", "2026-10-08"], ["2026-11-19"])
        base = {
            "meetings": [meeting(f"m{n}", *group) for n, group in enumerate(days, 1)],
            "organisations": [organisation(name) for name in "ABC"],
            "venues": [venue(name) for name in "ABC"],
        }
        return answered(problem(**(base | changes)))

    def answer(self, name, day, answer):
        return {"organisation": name, "date": day, "answer": answer}

    def when_a_or_b_host(self, attend):
        """C does not host in October; A and B both can, on both dates."""
        october = [self.answer("C", day, "no") for day in ("2026-10-01", "2026-10-08")]
        return said(self.solve(attend_availability=attend, host_availability=october))[0]

    def test_the_only_date_on_which_everyone_can_come(self):
        no = [self.answer("C", "2026-10-01", "no")]
        assert self.when_a_or_b_host(no) == ["Van de 2 mogelijke data de enige waarop iedereen kan."]

    def test_fewer_would_rather_not(self):
        rather_not = [self.answer("C", "2026-10-01", "if_need_be")]
        assert self.when_a_or_b_host(rather_not) == ["Past voor meer organisaties goed dan de andere data."]

    def test_more_can_come_but_not_all(self):
        no = [self.answer(n, "2026-10-01", "no") for n in "ABC"] + [self.answer("C", "2026-10-08", "no")]
        assert self.when_a_or_b_host(no) == [
            "Er kunnen meer organisaties komen dan op de andere data.",
            "2 van 3 organisaties kunnen komen.",
        ]

    def test_who_never_hosted_and_who_waits(self):
        past = [
            {
                "date": "2026-01-15",
                "eligible": ["A", "B", "C"],
                "hosts": [{"organisation": "A", "credit": "1"}],
            }
        ]
        assert said(self.solve(history=past)) == [["Ontving nog nooit."], ["Ontving nog nooit."]]
        again = [*past, past[0] | {"date": "2026-02-15", "hosts": [{"organisation": "B", "credit": "1"}]}]
        again.append(past[0] | {"date": "2026-03-15", "hosts": [{"organisation": "C", "credit": "1"}]})
        again.append(past[0] | {"date": "2026-04-15"})
        assert said(self.solve(history=again)) == [["Wacht het langst op een beurt."]] * 2

    def test_only_one_can_and_only_then(self):
        no = [self.answer(n, "2026-11-19", "no") for n in "BC"] + [
            self.answer("A", day, "no") for day in ("2026-10-01", "2026-10-08")
        ]
        found = said(self.solve(host_availability=no))
        assert found[1] == ["De enige organisatie die deze bijeenkomst kan ontvangen."]

    def test_nothing_special_is_said_too(self):
        assert said(self.solve()) == [["Iedereen kan komen."], ["Iedereen kan komen."]]


def test_who_did_not_answer_stands_in_one_line_and_nobody_says_that_they_cannot(
    house, plan, sign_in, django_capture_on_commit_callbacks
):
    """Four organisations say nothing of three days each; one says no. Only that one cannot."""
    days = plan.dates
    plan.availability.exclude(organisation=house.organisation).delete()
    plan.availability.update(answer="no")
    with django_capture_on_commit_callbacks(execute=True):
        proposing.propose(actor=house.facilitator, plan=plan)
    found = sign_in(house.facilitator).get(plan.get_absolute_url()).context["page"].impossible
    silent = [*(f"Huis {n}" for n in range(3)), "Other house"]
    assert [(one.name, said) for one, said in found.silent] == [(name, days) for name in silent]
    lines = [line for _title, said in found.blocked for line in said]
    assert len(lines) == 3
    assert all("Host house kan niet ontvangen" in line for line in lines), lines
