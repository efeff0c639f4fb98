"""Who sees a harvest, and who answers for a passage."""

import pytest

from community.networks.actions import add_participant
from events.harvest.rules import may_answer_passage, may_see_harvest
from tests.factories import UserFactory
from tests.house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(house):
    """Takes part too, and wrote nothing in it."""
    person = UserFactory()
    add_participant(actor=house.admin, network=house.network, user=person)
    return person


def test_facilitators_and_whose_words_are_in_it_see_a_harvest(house, colleague):
    sees = {who for who in (*House.INSIDE, *House.OUTSIDE) if may_see_harvest(house.user(who), house.harvest)}
    assert sees == {"facilitator", "member"}
    assert not may_see_harvest(colleague, house.harvest)


def test_only_who_wrote_a_passage_answers_while_there_is_no_article(house, colleague):
    passage = house.harvest.passages.get()
    may = {who for who in (*House.INSIDE, *House.OUTSIDE) if may_answer_passage(house.user(who), passage)}
    assert may == {"member"}
    assert not may_answer_passage(colleague, passage)
    passage.harvest.page_id = 1
    assert not may_answer_passage(house.member, passage)


def test_who_left_sees_and_answers_nothing_any_more(house):
    passage = house.harvest.passages.get()
    passage.contributor = house.former
    passage.save()
    assert not may_see_harvest(house.former, house.harvest)
    assert not may_answer_passage(house.former, passage)
