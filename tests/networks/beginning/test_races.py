"""Many at once, on real connections: one network, one invitation for each, nobody over the number of a link."""

import pytest
from django.core.exceptions import PermissionDenied

from community.networks.beginning import actions
from community.networks.inviting.actions import join_by_link, make_link
from community.networks.models import InvitationLink, Network
from tests.factories import UserFactory
from tests.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6


def test_started_by_many_presses_there_is_one_network_and_everybody_is_invited_once(transactional_db):
    staff = UserFactory(is_staff=True)
    concepts = at_once([lambda: actions.prepare(actor=staff, name="Taal", purpose="Hoe?")] * MANY)
    assert len({one.pk for one in concepts}) == 1
    concept = concepts[0]
    text = "\n".join(f"P{n} Naam{n};p{n}@example.org" for n in range(5))
    actions.read_people(actor=staff, beginning=concept, text=text)

    started = at_once([lambda: actions.start(actor=staff, beginning=concept)] * MANY)

    assert {one.pk for one in started} == {Network.objects.get().pk}
    concept.refresh_from_db()
    invited = at_once([lambda: actions.invite_people(actor=staff, beginning=concept)] * MANY)
    assert sorted(invited) == [0] * (MANY - 1) + [5]
    assert Network.objects.get().invitations.count() == 5


def test_two_answers_to_one_proposal_the_second_hears_that_it_is_done(transactional_db):
    owner, staff = UserFactory(), [UserFactory(is_staff=True) for _ in range(2)]
    concept = actions.prepare(actor=owner, name="Taal", purpose="Hoe?")
    actions.propose(actor=owner, beginning=concept)

    def answer(person, approve):
        return lambda: actions.answer_proposal(
            actor=person, beginning=concept, approve=approve, answer="Nog niet."
        )

    results = at_once([answer(staff[0], True), answer(staff[1], False)])

    assert sorted(type(one).__name__ for one in results) == ["Beginning", "ValidationError"]


def test_many_use_a_link_and_no_more_come_in_than_it_is_for(house):
    link = make_link(actor=house.facilitator, network=house.network, most=3, days=1)
    people = UserFactory.create_batch(MANY)

    def use(person):
        return lambda: join_by_link(actor=person, link=link)

    results = at_once([use(person) for person in people])

    assert sum(isinstance(one, PermissionDenied) for one in results) == MANY - 3
    assert InvitationLink.objects.get(pk=link.pk).used == 3
    assert house.network.participants.active().filter(user__in=people).count() == 3
