"""What is new to somebody: everything after the last message that they saw, and nothing else."""

import uuid

import pytest

from forum import actions
from forum.models import ReadMark, Topic
from forum.reading import actions as reading

pytestmark = pytest.mark.django_db


def answer(house):
    post = actions.reply(
        actor=house.facilitator, topic=house.topic, html="<p>Zo.</p>", client_id=uuid.uuid4()
    )
    house.topic.refresh_from_db()
    return post


def is_new(house) -> bool:
    return Topic.objects.unread_by(house.member).filter(pk=house.topic.pk).exists()


def mark(house) -> int:
    return ReadMark.objects.get(topic=house.topic, user=house.member).number


def test_a_topic_is_new_until_its_last_message_is_read(house):
    ReadMark.objects.all().delete()
    assert is_new(house)
    answer(house)
    reading.mark_read(actor=house.member, topic=house.topic, number=1)
    assert is_new(house)
    reading.mark_read(actor=house.member, topic=house.topic, number=2)
    assert not is_new(house)
    answer(house)
    assert is_new(house)


def test_what_one_reads_is_read_for_oneself_only(house):
    ReadMark.objects.all().delete()
    reading.mark_read(actor=house.facilitator, topic=house.topic, number=1)
    assert is_new(house)


def test_the_mark_goes_back_for_nobody(house):
    answer(house)
    reading.mark_read(actor=house.member, topic=house.topic, number=2)
    reading.mark_read(actor=house.member, topic=house.topic, number=1)
    assert mark(house) == 2


def test_nobody_reads_what_is_not_there_yet(house):
    reading.mark_read(actor=house.member, topic=house.topic, number=999)
    assert mark(house) == 1
    answer(house)
    assert is_new(house)
