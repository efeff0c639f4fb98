"""What changed about a meeting, as its page says it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from events.meetings import links
from events.models import Meeting
from events.scheduling import actions

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
START = dt.datetime(2027, 12, 3, 9, 30, tzinfo=BRUSSELS)
WHEN = "vrijdag 3 december 2027, 9.30 tot 12.00 uur"


def change(house, meeting, **fields) -> Meeting:
    return actions.change_meeting(actor=house.facilitator, meeting=meeting, **fields)


class TestThePage:
    def test_changes_stand_there_until_one_answers_again(self, house, meeting, sign_in):
        client, url = sign_in(house.member), meeting.get_absolute_url()
        change(house, meeting, title="Voorlopig")
        change(house, meeting, title="Later", ends_at=START + dt.timedelta(hours=3))
        page = client.get(url).text
        assert "Titel: Buiten leren → Later" in page
        assert "Voorlopig" not in page
        assert "Uur: 9.30 tot 12.00 uur → 9.30 tot 12.30 uur" in page
        client.post(reverse("events:answer", args=[meeting.pk]), {"answer": "in_person"})
        assert "Gewijzigd sinds" not in client.get(url).text

    def test_what_was_put_back_is_no_change(self, house, meeting, sign_in):
        change(house, meeting, title="Voorlopig")
        change(house, meeting, title="Buiten leren")
        assert "Gewijzigd sinds" not in sign_in(house.member).get(meeting.get_absolute_url()).text

    def test_who_did_not_answer_reads_the_meeting_as_it_is(self, house, meeting, sign_in):
        change(house, meeting, title="Voorlopig")
        assert "Gewijzigd sinds" not in sign_in(house.silent).get(meeting.get_absolute_url()).text

    def test_a_guest_reads_the_same_on_their_own_page(self, house, meeting, client, library):
        change(house, meeting, title="Voorlopig")
        guest = meeting.attendances.get(email="gast@example.org")
        url = links.place_path(guest)
        page = client.get(url).text
        assert "Titel: Buiten leren → Voorlopig" in page
        assert WHEN in page
        client.post(url, {"answer": "in_person"})
        assert "Gewijzigd sinds" not in client.get(url).text
