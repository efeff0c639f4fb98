"""What is new to somebody: everything after the last message that they saw, and nothing else."""

import uuid

import pytest

from forum import actions
from forum.models import ReadMark, Topic
from forum.reading import actions as reading
from tests.factories import PostFactory

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


@pytest.mark.parametrize(
    ("seen", "where"),
    [(0, ""), (1, "#nieuw"), (19, "#nieuw"), (20, "?page=2#nieuw"), (41, "?page=3#nieuw"), (45, "")],
)
def test_the_lists_lead_to_the_first_message_that_is_new(seen, where, house, sign_in):
    for number in range(2, 46):
        PostFactory(topic=house.topic, number=number, author=house.facilitator)
    Topic.objects.filter(pk=house.topic.pk).update(last_number=45, last_poster=house.facilitator)
    house.topic.refresh_from_db()
    ReadMark.objects.filter(topic=house.topic, user=house.member).delete()
    if seen:
        reading.mark_read(actor=house.member, topic=house.topic, number=seen)
    client, url = sign_in(house.member), house.topic.get_absolute_url()
    for page in ("/today/", "/forum/") if seen < 45 else ("/forum/",):
        assert f'href="{url}{where}"' in client.get(page).text, page
    if where:
        assert client.get(f"{url}{where}").text.count('id="nieuw"') == 1
