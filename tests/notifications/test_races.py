"""The number beside the bell is right whatever happens at once."""

import uuid

import pytest

from community.networks.actions import add_participant
from community.notifications import actions
from community.notifications.models import Notification
from forum.actions import reply
from forum.models import Subscription
from tests.events.test_races import meanwhile
from tests.factories import TopicFactory, UserFactory
from tests.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("races")]


def tell(*people, url="/nieuw/"):
    return actions.notify(
        kind="forum/replied", to=people, actor=None, url=url, audience="members", data={"title": "Vraag"}
    )


def kept_and_real(person) -> tuple[int, int]:
    person.refresh_from_db()
    return person.unread_notifications, person.notifications.unread().count()


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
