"""What is settled somewhere is asked nowhere else: not of who did it, nor of colleagues who could have."""

import pytest

from community.notifications.models import Notification
from events.models import SwapRequest
from events.places.actions import answers
from events.planning.actions import asking
from events.scheduling.actions import remind_unanswered
from events.turns import actions as turns
from tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def unread(person, kind) -> int:
    person.refresh_from_db()
    found = person.notifications.unread().filter(kind=kind).count()
    assert Notification.objects.unread().filter(recipient=person).count() == person.unread_notifications
    return found


def test_an_answer_from_anywhere(free, commits):
    free.later.attendances.all().delete()
    remind_unanswered(actor=free.facilitator, meeting=free.later)
    person = ParticipantFactory(network=free.network).user
    remind_unanswered(actor=free.facilitator, meeting=free.later)
    assert (unread(free.member, "events/reminder"), unread(person, "events/reminder")) == (2, 1)
    with commits():
        answers.answer_meeting(actor=free.member, meeting=free.later, answer="no")
    assert (unread(free.member, "events/reminder"), unread(person, "events/reminder")) == (0, 1)


def test_a_swap_that_a_colleague_answered(free, commits):
    SwapRequest.objects.all().delete()
    one, two = (ParticipantFactory(network=free.network, organisation=free.later.host).user for _ in "12")
    swap = turns.ask_swap(actor=free.member, first=free.meeting, second=free.later)
    assert unread(two, "events/swap_asked") == 1
    with commits():
        turns.answer_swap(actor=one, swap=swap, agrees=False)
    assert unread(two, "events/swap_asked") == 0


def test_availability_that_was_given_on_today(free, commits):
    asking.remind_silent(actor=free.facilitator, plan=free.plan)
    assert unread(free.member, "events/availability") > 0
    days = free.plan.dates
    for answered in (days[:-1], days[-1:]):
        assert unread(free.member, "events/availability") > 0
        with commits():
            asking.answer_availability(
                actor=free.member,
                plan=free.plan,
                organisation=free.organisation,
                answers=dict.fromkeys(answered, "host"),
            )
    assert unread(free.member, "events/availability") == 0
