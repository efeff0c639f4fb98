"""Calling off a meeting."""

import datetime as dt

import pytest
from django.utils import timezone

from community.notifications.actions import choose
from community.notifications.models import OutgoingMail
from events.meetings import calendars
from events.scheduling import actions
from events.scheduling.actions import cancel_meeting
from tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


def test_an_open_meeting_without_network_is_called_off_too(client, house, library):
    start = timezone.now() + dt.timedelta(days=20)
    found = actions.schedule_meeting(
        actor=house.admin, network=None, title="Webinar", visibility="public", mode="online",
        starts_at=start, ends_at=start + dt.timedelta(hours=1),
    )  # fmt: skip
    client.force_login(house.admin)
    assert client.get(f"/meetings/{found.pk}/cancel/").status_code == 200
    client.post(f"/meetings/{found.pk}/cancel/", {"who": "network"})
    found.refresh_from_db()
    assert found.is_cancelled


def test_who_switched_the_mails_off_still_loses_the_entry_in_their_calendar(free):
    entered, other = (ParticipantFactory(network=free.network).user for _ in "12")
    for kind in ("events/changed", "events/cancelled"):
        choose(person=entered, kind=kind, mail=False)
        choose(person=other, kind=kind, mail=False)
    invite = calendars.invitation(free.later, entered)
    OutgoingMail.objects.create(recipient=entered, to=entered.email, audience="public", calendar=invite)
    cancel_meeting(actor=free.facilitator, meeting=free.later)
    (mail,) = OutgoingMail.objects.filter(recipient=entered, kind="events/cancelled")
    assert (mail.calendar_method, "METHOD:CANCEL" in mail.calendar) == ("CANCEL", True)
    assert not OutgoingMail.objects.filter(recipient=other).exists()
