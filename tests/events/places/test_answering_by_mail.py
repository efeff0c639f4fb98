"""Answering by a link in a mail."""

import re

import pytest
from icalendar import Calendar

from community.notifications.models import OutgoingMail
from events.meetings import links
from events.models import Meeting
from events.scheduling import actions

pytestmark = pytest.mark.django_db


def change(house, meeting, **fields) -> Meeting:
    return actions.change_meeting(actor=house.facilitator, meeting=meeting, **fields)


def mail_to(address) -> OutgoingMail:
    return OutgoingMail.objects.get(to=getattr(address, "email", address))


class TestAnswering:
    def link(self, sent: OutgoingMail, answer: str) -> str:
        return re.search(rf"/meetings/place/\S+/\?answer={answer}\b", sent.text)[0]

    @pytest.mark.parametrize("answer", ["in_person", "online", "no"])
    def test_yes_and_no_stand_in_the_mail_and_need_no_password(self, house, meeting, client, library, answer):
        actions.remind_unanswered(actor=house.facilitator, meeting=meeting)
        link = self.link(mail_to(house.silent), answer)
        page = client.get(link)
        assert page.status_code == 200
        assert "Verstuur:" in page.text
        assert not meeting.attendances.filter(
            user=house.silent
        ).exists()  # mail programs open links by themselves
        client.post(link.partition("?")[0], {"answer": answer})
        assert meeting.attendances.get(user=house.silent).answer == answer
        assert client.get(link).status_code == 200

    def test_answering_twice_leaves_one_answer(self, house, meeting, client, library):
        address = links.answer_path(meeting, house.silent)
        for answer in ("in_person", "no", "online"):
            client.post(address, {"answer": answer})
        assert meeting.attendances.get(user=house.silent).answer == "online"

    @pytest.mark.parametrize("answer", ["", "by_boat"])
    def test_nothing_chosen_is_no_answer(self, house, meeting, client, library, answer):
        assert client.post(links.answer_path(meeting, house.silent), {"answer": answer}).status_code == 404
        assert not meeting.attendances.filter(user=house.silent).exists()

    def test_the_link_of_who_left_is_dead(self, house, meeting, client, library):
        address = links.answer_path(meeting, house.outsider)
        assert client.get(address).status_code == 410
        assert client.post(address, {"answer": "in_person"}).status_code == 410

    def test_a_meeting_in_a_room_offers_no_way_online(self, house, meeting):
        change(house, meeting, mode="in_person")
        assert "?answer=online" not in mail_to(house.silent).text
        assert "?answer=in_person" in mail_to(house.silent).text

    def test_what_is_cancelled_asks_nothing(self, house, meeting):
        actions.cancel_meeting(actor=house.facilitator, meeting=meeting)
        assert "?answer=" not in mail_to(house.member).text
        assert Calendar.from_ical(mail_to(house.member).calendar)["method"] == "CANCEL"


def test_the_entry_of_a_guest_points_to_their_own_page(house, meeting, client, library):
    change(house, meeting, title="Anders")
    (event,) = Calendar.from_ical(mail_to("gast@example.org").calendar).walk("VEVENT")
    assert client.get(str(event["url"])).status_code == 200
