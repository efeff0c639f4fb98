"""Each host says yes or no to its own turn before a plan is published."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from community.members.models import User
from events.planning.actions import hosts, proposing
from events.planning.queries import answers_of
from events.planning.rules import may_answer_turn, may_see_plan
from tests.factories import ParticipantFactory
from tests.house import House

pytestmark = pytest.mark.django_db


def hosts_of(plan) -> list[str]:
    return [str(turn.organisation_id) for turn in plan.turns]


def host_of(house, plan, position):
    """Somebody who takes part for the host of a turn."""
    organisation = int(hosts_of(plan)[position - 1])
    return house.network.participants.active().filter(organisation=organisation, role="member").first().user


class TestHostsHaveASay:
    @pytest.fixture
    def shared(self, house, plan, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            hosts.share(actor=house.facilitator, plan=plan)
        plan.refresh_from_db()
        return plan

    def test_each_host_is_asked_once_and_everyone_may_look(self, house, plan, shared, sign_in):
        asked = {host_of(house, shared, n).pk for n in (1, 2, 3)}
        told = User.objects.filter(notifications__kind="events/turn")
        assert {person.pk for person in told} == asked
        for person in told:
            assert sign_in(person).get(shared.get_absolute_url()).status_code == 200
        assert sign_in(house.outsider).get(shared.get_absolute_url()).status_code == 404

    @pytest.mark.parametrize(
        ("status", "who", "sees", "answers"),
        [
            ("asking", "host", False, False),
            ("proposed", "host", False, False),
            ("shared", "host", True, True),
            ("published", "host", True, False),
            ("proposed", "facilitator", True, False),
            ("shared", "facilitator", True, False),
            ("shared", "guest", True, False),
            ("shared", "outsider", False, False),
            ("shared", "former", False, False),
            ("shared", "visitor", False, False),
        ],
    )
    def test_who_sees_and_answers(self, house, plan, status, who, sees, answers):
        host = host_of(house, plan, 1)
        organisation = next(o for o in house.network.organisations.all() if str(o.pk) == hosts_of(plan)[0])
        guest = ParticipantFactory(network=house.network, organisation=organisation, role="guest").user
        person = {"host": host, "guest": guest, "visitor": AnonymousUser()}.get(who) or house.who(who)
        plan.status = status
        assert (may_see_plan(person, plan), may_answer_turn(person, plan, organisation)) == (sees, answers)

    def test_yes_and_no_are_shown_and_a_no_stops_publication(self, house, shared, sign_in):
        yes, no = host_of(house, shared, 1), host_of(house, shared, 2)
        url = reverse("events:answer_turn", args=[shared.pk])
        sign_in(yes).post(url, {"turn": 1, "agrees": "yes"})
        sign_in(no).post(url, {"turn": 2, "agrees": "no", "reason": "We verbouwen in het najaar."})
        boss = sign_in(house.facilitator)
        page = boss.get(shared.get_absolute_url()).text
        assert "1 van 3 zeiden ja" in page
        assert "We verbouwen in het najaar." in page
        assert house.facilitator.notifications.filter(kind="events/turn_declined").exists()
        assert "We verbouwen" not in sign_in(yes).get(shared.get_absolute_url()).text
        step = reverse("events:plan_step", args=[shared.pk])
        assert (
            "zei nee tegen zijn beurt" in boss.post(step, {"do": "publish", "sure": "yes"}, follow=True).text
        )
        sign_in(no).post(url, {"turn": 2, "agrees": "yes"})
        assert "gepubliceerd" in boss.post(step, {"do": "publish", "sure": "yes"}, follow=True).text

    def test_why_a_host_cannot_is_for_facilitators_and_the_host_itself(self, house, shared, sign_in):
        no, why = host_of(house, shared, 2), "verbouwing7f3a"
        url = reverse("events:answer_turn", args=[shared.pk])
        sign_in(no).post(url, {"turn": 2, "agrees": "no", "reason": why})
        readers = {name: house.who(name) for name in (*House.INSIDE, *House.OUTSIDE) if name != "visitor"}
        readers |= {"visitor": None, "another host": host_of(house, shared, 1)}
        seen = {
            name
            for name, person in readers.items()
            if person != no and why in sign_in(person).get(shared.get_absolute_url(), follow=True).text
        }
        assert seen == {"facilitator"}
        assert why in sign_in(no).get(shared.get_absolute_url()).text

    def test_a_host_answers_only_for_its_own_turn(self, house, shared):
        with pytest.raises(PermissionDenied):
            hosts.answer_turn(actor=host_of(house, shared, 2), plan=shared, position=1, agrees=True)
        with pytest.raises(ValidationError):
            hosts.answer_turn(actor=host_of(house, shared, 2), plan=shared, position=9, agrees=True)

    def test_an_answer_holds_only_while_the_turn_stays(self, house, shared):
        hosts.answer_turn(actor=host_of(house, shared, 1), plan=shared, position=1, agrees=True)
        hosts.answer_turn(actor=host_of(house, shared, 3), plan=shared, position=3, agrees=True)
        proposing.swap_turns(actor=house.facilitator, plan=shared, first=1, second=2)
        shared.refresh_from_db()
        assert (shared.status, set(answers_of(shared))) == ("proposed", {shared.planned.get(position=3).pk})

    def test_a_proposal_is_shared_once(self, house, shared):
        with pytest.raises(ValidationError):
            hosts.share(actor=house.facilitator, plan=shared)
        with pytest.raises(PermissionDenied):
            hosts.share(actor=house.member, plan=shared)
