"""Mails to a whole network about its meetings are written by a job, not while a row is locked."""

import datetime as dt

import pytest
from django.utils import timezone

from community.networks.models import Participant
from community.notifications.models import Notification, OutgoingMail
from events.meetings import changing
from events.minutes import actions as minutes
from events.models import Meeting, Minutes
from events.polls import actions as polls
from events.scheduling import actions as scheduling
from tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


def _schedule(house):
    start = timezone.now() + dt.timedelta(days=100)
    scheduling.schedule_meeting(
        actor=house.facilitator,
        network=house.network,
        title="Samen",
        starts_at=start,
        ends_at=start + dt.timedelta(hours=2),
    )


def _share(house):
    Minutes.objects.update(status=Minutes.Status.DRAFT)
    minutes.share_minutes(actor=house.facilitator, minutes=house.minutes)


def _change(house):
    changing.tell_now(scheduling.change_meeting(actor=house.facilitator, meeting=house.later, title="Anders"))


#: Kind → what tells a network of it.
TOLD = {
    "events/invited": _schedule,
    "events/changed": _change,
    "events/cancelled": lambda h: scheduling.cancel_meeting(actor=h.facilitator, meeting=h.later),
    "events/reminder": lambda h: scheduling.remind_unanswered(actor=h.facilitator, meeting=h.later),
    "events/minutes": _share,
    "events/poll_reminder": lambda h: polls.remind_voters(actor=h.facilitator, poll=h.poll),
}


@pytest.mark.parametrize("people", [1, 3, 30])
@pytest.mark.parametrize("kind", TOLD)
def test_telling_asks_as_much_for_one_as_for_many(house, kind, people, django_assert_max_num_queries):
    Participant.objects.filter(network=house.network).exclude(user=house.facilitator).delete()
    house.later.attendances.filter(user=None).delete()
    ParticipantFactory.create_batch(people, network=house.network)
    OutgoingMail.objects.all().delete()
    Notification.objects.all().delete()
    with django_assert_max_num_queries(30):
        TOLD[kind](house)
    assert Notification.objects.filter(kind=kind, mail_due=True).count() == people
    assert not OutgoingMail.objects.exists()


def test_who_was_to_hear_of_a_change_hears_only_that_it_is_off(house, django_capture_on_commit_callbacks):
    OutgoingMail.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        _change(house)
        scheduling.cancel_meeting(actor=house.facilitator, meeting=house.later)
    sent = OutgoingMail.objects.filter(recipient=house.member)
    assert list(sent.exclude(kind="events/swap_declined").values_list("kind", flat=True)) == [
        "events/cancelled"
    ]


def test_about_a_meeting_that_is_gone_nothing_is_written(house, django_capture_on_commit_callbacks):
    OutgoingMail.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        scheduling.remind_unanswered(actor=house.facilitator, meeting=house.later)
        Meeting.objects.filter(pk=house.later.pk).delete()
    assert not OutgoingMail.objects.exists()
