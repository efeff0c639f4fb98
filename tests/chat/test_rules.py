"""Who writes in a room, and who changes a message."""

import uuid

import pytest
from django.utils import timezone

from community.chat import actions, rules
from community.members.actions import deactivate
from tests.house import House

pytestmark = pytest.mark.django_db


def writers(room, house) -> set[str]:
    everybody = (*House.INSIDE, *House.OUTSIDE)
    return {who for who in everybody if rules.may_write_in_room(house.user(who), room)}


def test_in_a_network_who_takes_part_while_it_runs(house):
    assert writers(house.room, house) == {*House.INSIDE}
    house.room.network.closed_at = timezone.now()
    house.room.network.save()
    assert writers(house.room, house) == set()


def test_in_a_conversation_the_two_until_one_of_them_is_gone(house):
    room = actions.open_conversation(actor=house.member, person=house.facilitator)
    assert writers(room, house) == {"member", "facilitator"}
    said = actions.say(actor=house.member, room=room, text="Dag", client_id=uuid.uuid4())
    assert rules.may_change_message(house.member, said)
    deactivate(actor=house.admin, person=house.facilitator)
    assert not rules.may_write_in_room(house.member, room)
    assert not rules.may_change_message(house.member, said)


def test_a_message_is_changed_by_who_wrote_it_until_it_is_taken_back(house):
    everybody = (*House.INSIDE, *House.OUTSIDE)
    assert {who for who in everybody if rules.may_change_message(house.user(who), house.message)} == {
        "facilitator"
    }
    house.message.deleted_at = timezone.now()
    assert not rules.may_change_message(house.facilitator, house.message)
