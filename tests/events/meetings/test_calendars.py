"""Meetings in calendars."""

import datetime as dt
import zoneinfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from events.meetings import calendars
from events.scheduling import actions
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db
BRUSSELS = zoneinfo.ZoneInfo("Europe/Brussels")


class TestCalendars:
    def test_the_wall_time_holds_across_the_change_of_clocks(self):
        for month, offset in ((6, 2), (12, 1)):
            start = dt.datetime(2027, month, 10, 9, 30, tzinfo=BRUSSELS)
            meeting = MeetingFactory(starts_at=start, title="Één; twee, drie\r\nBEGIN:VEVENT")
            book = Calendar.from_ical(calendars.calendar([meeting]))
            (event,) = book.walk("VEVENT")
            assert event["dtstart"].dt.utcoffset() == dt.timedelta(hours=offset)
            assert event["dtstart"].dt.hour == 9
            assert book.walk("VTIMEZONE")
            assert "attendee" not in event

    def test_one_entry_moves_and_leaves(self, house):
        house.meeting.refresh_from_db()
        before = house.meeting.sequence
        first = Calendar.from_ical(calendars.invitation(house.meeting, house.member)).walk("VEVENT")[0]
        changed = actions.change_meeting(actor=house.facilitator, meeting=house.meeting, title="Anders")
        second = Calendar.from_ical(calendars.invitation(changed, house.member)).walk("VEVENT")[0]
        cancelled = actions.cancel_meeting(actor=house.facilitator, meeting=changed)
        book = Calendar.from_ical(calendars.invitation(cancelled, house.member, cancel=True))
        third = book.walk("VEVENT")[0]
        assert first["uid"] == second["uid"] == third["uid"]
        assert [int(e["sequence"]) for e in (first, second, third)] == [before, before + 1, before + 2]
        assert (book["method"], third["status"]) == ("CANCEL", "CANCELLED")

    def test_only_the_reader_is_named(self, house):
        text = calendars.invitation(house.meeting, house.member).replace("\r\n ", "")
        assert house.member.email in text
        assert house.facilitator.email not in text

    def test_a_renewed_address_ends_the_old_one(self, house, client, sign_in):
        old = reverse("events:feed", args=[house.feed.token])
        sign_in(house.member).post(reverse("events:renew_feed"))
        assert client.get(old).status_code == 404
