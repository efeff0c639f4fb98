"""Work that is said, confirmed and left by several at the same moment."""

import pytest
from django.utils import timezone

from community.members.beginning.actions import create_administrator
from community.members.models import User
from community.organisations.models import Affiliation, Claim, Departure
from community.organisations.working import actions
from community.organisations.working.actions_leaving import carry_out
from forum.boards.actions import make_board
from forum.models import Board
from tests.factories import OrganisationFactory, UserFactory
from tests.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_claim_however_often_it_is_sent(transactional_db):
    person, organisation = UserFactory(), OrganisationFactory()
    UserFactory(is_staff=True)
    made = at_once([lambda: actions.claim_work(actor=person, organisation=organisation)] * 6)
    assert {claim.pk for claim in made} == {Claim.objects.get().pk}


def test_one_answer_counts_when_two_people_give_one(transactional_db):
    claim = actions.claim_work(actor=UserFactory(), organisation=OrganisationFactory())
    staff = UserFactory.create_batch(4, is_staff=True)
    given = at_once(
        [
            lambda who=who, yes=yes: actions.answer_claim(actor=who, claim=claim, confirms=yes)
            for who, yes in zip(staff, (True, False, True, False), strict=True)
        ]
    )
    kept = Claim.objects.get()
    assert {(one.status, one.answered_by_id) for one in given} == {(kept.status, kept.answered_by_id)}
    assert Affiliation.objects.count() == (1 if kept.status == "confirmed" else 0)


def test_a_departure_happens_once(transactional_db):
    work = Affiliation.objects.create(
        person=UserFactory(), organisation=OrganisationFactory(), since=timezone.localdate()
    )
    departure = Departure.objects.create(affiliation=work, last_day=timezone.localdate())
    assert sorted(at_once([lambda: carry_out(departure)] * 4)) == [0, 0, 0, 1]


def test_a_board_of_one_name_is_made_once(transactional_db):
    staff = UserFactory(is_staff=True)
    made = at_once([lambda: make_board(actor=staff, name="Vragen")] * 4)
    assert Board.objects.filter(slug="vragen").count() == 1
    assert sum(isinstance(one, Board) for one in made) == 1


def test_the_first_administrator_is_made_once(transactional_db):
    made = at_once([lambda: create_administrator(email="a@example.org", name="Joris")] * 3)
    assert User.objects.filter(email="a@example.org").count() == 1
    assert sum(isinstance(one, tuple) and one[1] for one in made) == 1
