"""A proposal and what happens after it: other answers, another calculation, publishing while something stands open."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.planning.actions import asking, changing, hosts, proposing, publishing
from events.planning.coming import Coming
from events.planning.queries import silent_organisations
from tests.events.rotation.problems import answered, meeting, organisation, problem, venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(plan, house):
    """Everybody has answered."""
    for silent in silent_organisations(plan):
        answers = dict.fromkeys(plan.dates, "attend")
        asking.answer_availability(actor=house.facilitator, plan=plan, organisation=silent, answers=answers)
    proposing.compute.call(plan.pk)
    plan.refresh_from_db()
    return plan


def answer(house, plan, organisation, **answers) -> None:
    """`on1="no"` is the answer for the first date."""
    given = {plan.dates[int(key[2:]) - 1]: value for key, value in answers.items()}
    asking.answer_availability(actor=house.facilitator, plan=plan, organisation=organisation, answers=given)
    plan.refresh_from_db()


def page_of(client, plan):
    return client.get(plan.get_absolute_url())


class TestOneNumberEverywhere:
    def test_who_did_not_answer_is_unknown_and_no_reason_says_otherwise(self, house, plan, sign_in):
        turn = plan.turns[0]
        plan.availability.filter(date=turn.date).exclude(organisation=turn.organisation).delete()
        proposing.compute.call(plan.pk)
        plan.refresh_from_db()
        response = page_of(sign_in(house.facilitator), plan)
        page = response.context["page"]
        assert [one.coming for one in page.turns] == [Coming(1, 4, 5), Coming(5, 0, 5), Coming(5, 0, 5)]
        assert page.coming == Coming(11, 4, 15)
        assert [one.coming for one in page.grid.dates] == [one.coming for one in page.turns]
        assert {row.price.people for row in page.alternatives} == {page.coming}
        assert page.turns[0].reasons == ["De enige organisatie die deze bijeenkomst kan ontvangen."]
        assert "1 ja, 4 onbekend" in response.text

    @pytest.mark.parametrize(
        ("second", "expected"),
        [
            ("yes", ["Van de 2 mogelijke data de enige waarop iedereen kan."]),
            ("unknown", ["Ja van 2, nog geen antwoord van 1."]),
        ],
    )
    def test_the_only_date_for_everyone_is_known_to_be(self, second, expected):
        """C said no to the first date; A and B can host on both."""
        days = ["2026-10-01", "2026-10-08"]
        result = answered(
            problem(
                meetings=[meeting("m1", *days)],
                organisations=[organisation(name) for name in "ABC"],
                venues=[venue(name) for name in "ABC"],
                host_availability=[{"organisation": "C", "date": day, "answer": "no"} for day in days],
                attend_availability=[
                    {"organisation": "C", "date": days[0], "answer": "no"},
                    {"organisation": "C", "date": days[1], "answer": second},
                ],
            )
        )
        (turn,) = result["assignments"]
        assert turn["date"] == days[1]
        assert turn["reasons"][-1:] == expected

    def test_after_another_answer_every_place_says_the_same_and_that_the_proposal_is_older(
        self, house, plan, sign_in
    ):
        client, turn = sign_in(house.facilitator), plan.turns[1]
        assert not page_of(client, plan).context["page"].is_old
        other = plan.turns[0].organisation
        answer(house, plan, other, on2="no")
        response = page_of(client, plan)
        page = response.context["page"]
        assert "Dit voorstel is ouder dan de antwoorden" in response.text
        assert page.coming == Coming(14, 0, 15)
        assert (page.turns[1].coming, page.grid.dates[1].coming) == (Coming(4, 0, 5), Coming(4, 0, 5))
        assert "4 van 5 organisaties kunnen komen." in page.turns[1].reasons
        assert page.broken == []
        answer(house, plan, turn.organisation, on2="attend")
        response = page_of(client, plan)
        assert f"{turn.organisation.name} kan niet ontvangen op" in response.context["page"].broken[0]
        proposing.compute.call(plan.pk)
        assert "Dit voorstel is ouder" not in page_of(client, plan).text

    def test_the_same_answer_again_changes_nothing(self, house, plan):
        before = plan.revision
        answer(house, plan, plan.turns[0].organisation, on1="host", on2="host")
        assert plan.revision == before


class TestAnotherCalculation:
    def test_one_that_finds_nothing_leaves_the_proposal_and_says_so(self, house, plan, sign_in):
        before, number = [(turn.organisation_id, turn.date) for turn in plan.turns], plan.version
        plan.availability.update(answer="no")
        proposing.compute.call(plan.pk)
        plan.refresh_from_db()
        assert (plan.status, plan.version) == ("proposed", number)
        assert [(turn.organisation_id, turn.date) for turn in plan.turns] == before
        page = page_of(sign_in(house.facilitator), plan).text
        assert "De laatste berekening vond geen enkel plan" in page
        assert "Zo is er geen plan mogelijk" in page

    def test_while_hosts_answer_another_plan_waits_until_it_is_taken(self, house, plan, sign_in):
        hosts.share(actor=house.facilitator, plan=plan)
        turn, number = plan.turns[0], plan.version
        person = house.network.participants.active().filter(organisation=turn.organisation, role="member")
        hosts.answer_turn(actor=person.first().user, plan=plan, position=1, agrees=True)
        proposing.compute.call(plan.pk)
        plan.refresh_from_db()
        assert (plan.status, plan.version) == ("shared", number + 1)  # the same turns
        answer(house, plan, turn.organisation, on1="attend")
        proposing.compute.call(plan.pk)
        plan.refresh_from_db()
        assert (plan.status, plan.version) == ("shared", number + 1)
        client = sign_in(house.facilitator)
        page = page_of(client, plan)
        assert "1 gastheer zei ja tegen dit voorstel" in page.text
        assert page.context["page"].calculated == "other"
        assert client.get(plan.get_absolute_url(), {"variant": "fairness"}).context["page"].preview
        proposing.choose_variant(actor=house.facilitator, plan=plan, variant="fairness")
        plan.refresh_from_db()
        assert (plan.status, plan.version) == ("proposed", number + 2)

    def test_answers_or_rules_that_change_meanwhile_are_not_overlooked(self, house, plan, monkeypatch):
        asked = []
        compute = proposing.compute
        again = SimpleNamespace(enqueue=lambda *arguments: asked.append(arguments))
        monkeypatch.setattr(proposing, "compute", again)
        solve, before = proposing._solve, plan.versions.proposed().count()

        def solved_while_rules_change(solved):
            found = solve(solved)
            changing.change_rules(actor=house.facilitator, plan=plan, changes={"quorum": 2})
            return found

        monkeypatch.setattr(proposing, "_solve", solved_while_rules_change)
        assert compute.call(plan.pk, None, "") == "asked anew"
        assert asked == [(plan.pk, None, "")]
        assert plan.versions.proposed().count() == before


class TestPublishing:
    def doubts(self, house, plan) -> list[str]:
        with pytest.raises(publishing.StillOpen) as error:
            publishing.publish_plan(actor=house.facilitator, plan=plan)
        return [str(one) for one in error.value.messages]

    def test_it_asks_first_while_hosts_did_not_say_yes_or_somebody_did_not_answer(self, house, plan, sign_in):
        said = self.doubts(house, plan)
        assert len(said) == 1
        assert all(turn.organisation.short_name in said[0] for turn in plan.turns)
        plan.availability.filter(organisation=plan.turns[0].organisation, date=plan.turns[2].date).delete()
        assert plan.turns[0].organisation.short_name in self.doubts(house, plan)[1]
        client, step = sign_in(house.facilitator), reverse("events:plan_step", args=[plan.pk])
        page = client.post(step, {"do": "publish", "version": plan.version})
        assert "Nu publiceren?" in page.text
        assert not plan.meetings.exists()
        client.post(step, {"do": "publish", "version": plan.version, "sure": "yes"})
        assert plan.meetings.count() == 3

    def test_without_doubts_it_does_not_ask(self, house, plan):
        hosts.share(actor=house.facilitator, plan=plan)
        for turn in plan.turns:
            person = house.network.participants.active().filter(organisation=turn.organisation, role="member")
            hosts.answer_turn(
                actor=person.first().user, plan=plan, position=turn.meeting.position, agrees=True
            )
        assert len(publishing.publish_plan(actor=house.facilitator, plan=plan)) == 3

    def test_it_names_what_does_not_fit_any_more(self, house, plan):
        turn = plan.turns[0]
        answer(house, plan, turn.organisation, on1="attend")
        assert f"{turn.organisation.name} kan niet ontvangen op" in self.doubts(house, plan)[0]

    @pytest.mark.parametrize("do", ["share", "publish"])
    def test_another_proposal_than_the_one_that_was_read_is_neither_shared_nor_published(
        self, house, plan, sign_in, do
    ):
        read = plan.version
        proposing.swap_turns(actor=house.facilitator, plan=plan, first=1, second=2)
        step = reverse("events:plan_step", args=[plan.pk])
        page = sign_in(house.facilitator).post(step, {"do": do, "version": read, "sure": "yes"}, follow=True)
        assert "Er is intussen een ander voorstel" in page.text
        plan.refresh_from_db()
        assert plan.status == "proposed"

    def test_a_date_that_was_taken_out_is_not_published(self, house, plan):
        first = plan.planned.first()
        first.candidates = [(plan.dates[0] + dt.timedelta(days=1)).isoformat()]
        changing.change_meetings(actor=house.facilitator, plan=plan, rows=[first])
        with pytest.raises(ValidationError, match="data van de bijeenkomsten"):
            publishing.publish_plan(actor=house.facilitator, plan=plan, sure=True)
