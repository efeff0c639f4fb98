"""How many messages wait for somebody, in each room and altogether."""

import uuid

import pytest

from community.chat import actions
from community.chat.models import RoomMember, unread_messages
from community.chat.queries import rooms_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(house):
    """Three messages of the facilitator, after everything before them was read."""
    house.room.refresh_from_db()
    actions.read_until(actor=house.member, room=house.room, number=house.room.last_number)
    for _ in range(3):
        actions.say(actor=house.facilitator, room=house.room, text="Dag", client_id=uuid.uuid4())
    house.room.refresh_from_db()
    return house


def counts(house, who="member") -> tuple[int, int]:
    listed = {room.pk: room.unread for room in rooms_of(house.who(who))}
    return listed[house.room.pk], unread_messages(house.who(who))


def read(house, number):
    actions.read_until(actor=house.member, room=house.room, number=number)


def test_what_was_said_after_the_last_that_one_saw(waiting):
    last = waiting.room.last_number
    assert counts(waiting) == (3, 3)
    read(waiting, last - 1)
    assert counts(waiting) == (1, 1)
    read(waiting, last)
    assert counts(waiting) == (0, 0)


def test_reading_goes_never_backwards_and_never_beyond_what_is_there(waiting):
    last = waiting.room.last_number
    read(waiting, last)
    read(waiting, 1)
    assert counts(waiting) == (0, 0)
    read(waiting, 999)
    assert RoomMember.objects.get(room=waiting.room, user=waiting.member).last_read == last


def test_ones_own_words_are_not_new_to_oneself(waiting):
    assert counts(waiting, "facilitator") == (0, 0)
