"""Several changes within ten minutes are one message, made of what people knew before and what is so now."""

import datetime as dt

import pytest
from django.utils import timezone

from community.notifications.models import OutgoingMail
from events.meetings import changing
from events.models import Meeting
from events.programme.actions import save_programme
from events.scheduling.actions import cancel_meeting, change_meeting

from ..conftest import START

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gathers")]
LATER = dt.timedelta(days=1)


def change(house, meeting, **fields):
    change_meeting(actor=fields.pop("actor", house.facilitator), meeting=meeting, **fields)


def tell(meeting) -> list[str]:
    """What is told when the ten minutes are over, as the kinds and subjects of mails to the member."""
    meeting.refresh_from_db()
    if meeting.untold_since:
        Meeting.objects.filter(pk=meeting.pk).update(untold_since=meeting.untold_since - changing.GATHER)
    changing.tell_waiting.call()
    return list(OutgoingMail.objects.filter(recipient__handle="member").values_list("subject", flat=True))


def test_three_quick_changes_are_one_mail_from_the_first_state_to_the_last(house, meeting):
    change(house, meeting, title="Tussendoor")
    change(house, meeting, title="Anders")
    change(house, meeting, bring="Laarzen")
    assert not OutgoingMail.objects.exists()
    (subject,) = tell(meeting)
    assert "Titel: Buiten leren → Anders" in subject
    assert "Laarzen" in subject
    assert "Tussendoor" not in subject
    assert len(tell(meeting)) == 1


def test_what_is_put_back_is_told_to_nobody(house, meeting):
    change(house, meeting, title="Vergissing")
    change(house, meeting, title="Buiten leren")
    assert tell(meeting) == []


def test_before_ten_minutes_have_passed_nobody_hears(house, meeting):
    change(house, meeting, title="Anders")
    assert changing.tell_waiting.call() == 0
    assert not OutgoingMail.objects.exists()


def test_who_changes_something_reads_what_another_changed(house, meeting):
    house.network.participants.filter(user=house.member).update(role="facilitator")
    change(house, meeting, title="Anders", actor=house.member)
    change(house, meeting, bring="Laarzen")
    assert len(tell(meeting)) == 1


def test_what_begins_soon_is_told_at_once(house, meeting):
    soon = timezone.now() + dt.timedelta(hours=20)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=soon, ends_at=soon + dt.timedelta(hours=2))
    change(house, meeting, title="Anders")
    assert OutgoingMail.objects.filter(recipient=house.member).count() == 1


def test_that_what_begins_soon_is_put_off_is_told_at_once(house, meeting):
    soon = timezone.now() + dt.timedelta(hours=20)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=soon, ends_at=soon + dt.timedelta(hours=2))
    later = {"starts_at": soon + dt.timedelta(days=8), "ends_at": soon + dt.timedelta(days=8, hours=2)}
    change_meeting(actor=house.facilitator, meeting=meeting, **later)
    assert OutgoingMail.objects.filter(recipient=house.member, kind="events/changed").count() == 1


def test_about_what_is_called_off_meanwhile_nobody_reads_that_it_changed(house, meeting):
    change(house, meeting, starts_at=START + LATER, ends_at=START + LATER + dt.timedelta(hours=2))
    cancel_meeting(actor=house.facilitator, meeting=meeting)
    (subject,) = tell(meeting)
    assert "Afgelast" in subject


def test_another_programme_reaches_who_comes(house, meeting):
    save_programme(actor=house.facilitator, meeting=meeting, rows=[{"title": "Incident", "minutes": 60}])
    (subject,) = tell(meeting)
    assert "Programma" in subject
    assert not OutgoingMail.objects.filter(recipient=house.silent).exists()
