"""What people read when hosts exchange turns or a meeting goes on online."""

import datetime as dt

import pytest
from django.utils import timezone

from community.notifications.models import OutgoingMail
from events.models import Meeting
from events.turns import actions as repairs
from events.turns import actions as swaps
from tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


def mail_to(address) -> OutgoingMail:
    return OutgoingMail.objects.get(to=getattr(address, "email", address))


def test_an_exchange_of_turns_is_told_once_for_each_meeting(free):
    other = ParticipantFactory(network=free.network, organisation=free.later.host).user
    third = ParticipantFactory(network=free.network).user
    swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later, reason="Sportdag")
    asked = OutgoingMail.objects.get(kind="events/swap_asked", recipient=other)
    for meeting in (free.meeting, free.later):
        assert meeting.title in asked.text
        assert f"{meeting.local_start.hour}.{meeting.local_start.minute:02d} tot" in asked.text
    OutgoingMail.objects.all().delete()
    swaps.answer_swap(actor=other, swap=swap, agrees=True)
    assert (
        list(OutgoingMail.objects.filter(recipient=third).values_list("kind", flat=True))
        == ["events/changed"] * 2
    )
    assert all(
        free.organisation.short_name in sent.subject for sent in OutgoingMail.objects.filter(recipient=third)
    )
    kinds = OutgoingMail.objects.filter(recipient=free.member).values_list("kind", flat=True)
    assert sorted(kinds) == ["events/changed", "events/receives"]


def test_going_on_online_says_so_and_gives_the_link(house, meeting):
    soon = timezone.now() + dt.timedelta(minutes=30)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=soon, ends_at=soon + dt.timedelta(hours=2))
    meeting.refresh_from_db()
    repairs.go_online_without_host(
        actor=house.facilitator, meeting=meeting, join_url="https://meet.example.org/nu"
    )
    sent = mail_to(house.member)
    assert "hybride → online" in sent.subject
    assert "https://meet.example.org/nu" in sent.text
    assert "De Linde" not in sent.text
