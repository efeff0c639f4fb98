"""Answers that calendar programs send by mail."""

from email.message import EmailMessage

import pytest
from icalendar import Calendar

from community.networks import actions as networks
from events.hosting import replies
from events.meetings import calendars

pytestmark = pytest.mark.django_db


class TestReplies:
    def mail(self, house, *, sender=None, attendee=None, status="DECLINED", to=None, uid=None) -> bytes:
        meeting, person = house.meeting, house.member
        text = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
            f"UID:{uid or meeting.uid}@vonder\r\nSEQUENCE:0\r\nDTSTAMP:20261122T100000Z\r\n"
            f"ATTENDEE;PARTSTAT={status}:mailto:{attendee or person.email}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        message = EmailMessage()
        message["From"] = sender or f"Iemand <{person.email}>"
        message["To"] = to or calendars.reply_address(meeting, person)
        message["Subject"] = "Declined"
        message.set_content("Declined")
        message.add_alternative(text, subtype="calendar", params={"method": "REPLY"})
        return message.as_bytes()

    def test_a_no_and_a_yes_from_a_calendar(self, house):
        assert replies.receive(self.mail(house)).answer == "no"
        assert replies.receive(self.mail(house, status="ACCEPTED")).answer == "in_person"

    def test_an_answer_online_stays_online(self, house):
        house.meeting.attendances.create(user=house.member, answer="online")
        assert replies.receive(self.mail(house, status="ACCEPTED")).answer == "online"

    @pytest.mark.parametrize(
        "change",
        [
            {"sender": "other@example.org"},
            {"attendee": "other@example.org"},
            {"to": "vonder+1.1.abcdefabcdefabcdefabcdef@localhost"},
            {"to": "vonder@localhost"},
            {"uid": "00000000-0000-0000-0000-000000000000"},
            {"status": "DELEGATED"},
        ],
    )
    def test_a_mail_of_somebody_else_is_refused(self, house, change):
        with pytest.raises(replies.Refused):
            replies.receive(self.mail(house, **change))
        assert not house.meeting.attendances.exists()

    @pytest.mark.parametrize("raw", [b"", b"x" * 500_000, b"From: a\n\nhello", b"\xff\xfe\x00"])
    def test_what_is_no_answer_is_refused(self, raw):
        with pytest.raises(replies.Refused):
            replies.receive(raw)

    def test_who_left_no_longer_answers(self, house):
        raw = self.mail(house)
        part = house.network.participants.get(user=house.member)
        networks.remove_participant(actor=house.facilitator, participant=part)
        with pytest.raises(replies.Refused):
            replies.receive(raw)

    def test_invitations_ask_for_the_answer_at_that_address(self, house, settings):
        settings.CALENDAR_REPLIES = True
        book = Calendar.from_ical(calendars.invitation(house.meeting, house.member))
        event = book.walk("VEVENT")[0]
        assert str(event["organizer"]) == f"mailto:{calendars.reply_address(house.meeting, house.member)}"
        assert event["attendee"].params["RSVP"] == "TRUE"
        assert str(event["attendee"]) == f"mailto:{house.member.email}"
        zones = {str(zone["tzid"]) for zone in book.walk("VTIMEZONE")}
        assert zones == {"Europe/Brussels"}
        assert event["dtstart"].params["TZID"] == "Europe/Brussels"
