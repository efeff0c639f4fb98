"""A message that is sent again, because its answer was lost on the way, is the one that was sent."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from community.chat import actions
from community.networks.actions import remove_participant

pytestmark = pytest.mark.django_db


def test_also_when_the_sender_may_not_speak_there_any_more(house):
    sent = {"actor": house.member, "room": house.room, "text": "Tot dan", "client_id": uuid.uuid4()}
    said = actions.say(**sent)
    part = house.network.participants.get(user=house.member)
    remove_participant(actor=house.facilitator, participant=part)
    assert actions.say(**sent) == said
    with pytest.raises(PermissionDenied):
        actions.say(**sent | {"client_id": uuid.uuid4()})


def test_of_somebody_else_it_is_another_one(house):
    sent = {"room": house.room, "text": "Tot dan", "client_id": uuid.uuid4()}
    first, second = actions.say(actor=house.member, **sent), actions.say(actor=house.facilitator, **sent)
    assert second.number == first.number + 1


def test_who_is_taken_out_while_they_wait_for_the_room_says_nothing_there(house):
    part, before = house.network.participants.filter(user=house.member), house.room.messages.count()

    def meanwhile(execute, sql, params, many, context):
        if (
            sql.startswith("SELECT") and 'FROM "chat_room"' in sql and "LIMIT 21" in sql
        ):  # the room, to be locked
            part.update(left_at=timezone.now())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile), pytest.raises(PermissionDenied):
        actions.say(actor=house.member, room=house.room, text="Nog iets", client_id=uuid.uuid4())
    assert house.room.messages.count() == before
