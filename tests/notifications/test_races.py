"""The number beside the bell is right whatever happens at once."""

import uuid

import pytest

from community.notifications import actions
from forum.actions import reply
from forum.models import Subscription
from tests.factories import BoardFactory, TopicFactory, UserFactory
from tests.meanwhile import meanwhile
from tests.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def tell(*people, url="/nieuw/"):
    return actions.notify(
        kind="forum/replied", to=people, actor=None, url=url, audience="members", data={"title": "Vraag"}
    )


def kept_and_real(person) -> tuple[int, int]:
    person.refresh_from_db()
    return person.unread_notifications, person.notifications.unread().lines().count()


@pytest.fixture
def person(house):
    return UserFactory()


class TestWhatIsToldMeanwhileCounts:
    def test_when_one_reads(self, person):
        tell(person, url="/oud/")
        meanwhile(lambda: tell(person), lambda: actions.mark_read(actor=person, url="/oud/"))
        assert kept_and_real(person) == (1, 1)

    def test_when_something_is_withdrawn_and_told_again(self, person):
        tell(person, url="/oud/")
        meanwhile(lambda: tell(person), lambda: actions.withdraw(url="/oud/"))
        assert kept_and_real(person) == (1, 1)
        meanwhile(lambda: tell(person), lambda: actions.tell_again(url="/oud/"))
        assert kept_and_real(person) == (3, 3)

    def test_when_the_number_is_proved(self, person):
        tell(person, url="/oud/")
        type(person).objects.filter(pk=person.pk).update(unread_notifications=7)
        meanwhile(lambda: tell(person), actions.recount)
        assert kept_and_real(person) == (2, 2)


def test_two_messages_that_call_each_others_followers_are_both_sent(house):
    """Each tells the ones first whom the other tells last."""
    people = [UserFactory(handle=f"volger-{number}") for number in range(6)]
    groups = people[:3], people[3:]
    topics = [TopicFactory(board=BoardFactory(visibility="members"), last_number=1) for _group in groups]
    for topic, followers in zip(topics, groups, strict=True):
        Subscription.objects.bulk_create(Subscription(topic=topic, user=person) for person in followers)

    def answer(topic, called):
        names = " ".join(f"@{person.handle}" for person in called)
        reply(actor=topic.author, topic=topic, html=f"<p>{names}</p>", client_id=uuid.uuid4())

    rounds = 6
    for _round in range(rounds):
        both = zip(topics, reversed(groups), strict=True)
        calls = [lambda topic=topic, called=called: answer(topic, called) for topic, called in both]
        assert at_once(calls) == [None, None]
    assert {kept_and_real(person) for person in people} == {(rounds + 1, rounds + 1)}
