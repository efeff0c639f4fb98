"""Answers that calendar programs send by mail."""

import io
from email.message import EmailMessage

import pytest
from django.core.management import call_command
from icalendar import Calendar

from community.networks import actions as networks
from community.notifications.models import OutgoingMail
from community.organisations.actions import affiliate
from events.hosting import replies
from events.meetings import calendars
from events.meetings.differences import since_answer
from events.scheduling.actions import change_meeting
from tests.factories import UserFactory

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


class TestWhatCalendarsAnswer:
    """Beyond yes and no: perhaps, old answers, another time, who keeps somebody's calendar, machines."""

    def mail(self, house, status="ACCEPTED", *, method="REPLY", sequence=0, stamp="20250101T100000Z", **more):
        meeting, person = house.meeting, house.member
        sent_by = f';SENT-BY="mailto:{more["sent_by"]}"' if "sent_by" in more else ""
        start = f"DTSTART:{more['start']}\r\nCOMMENT:Liever later\r\n" if "start" in more else ""
        text = (
            f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n"
            f"UID:{meeting.uid}@vonder\r\nSEQUENCE:{sequence}\r\nDTSTAMP:{stamp}\r\n{start}"
            f"ATTENDEE{sent_by};PARTSTAT={status}:mailto:{person.email}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        message = EmailMessage()
        message["From"] = more.get("sender", person.email)
        message["To"] = calendars.reply_address(meeting, person)
        message.set_content("x")
        message.add_alternative(text, subtype="calendar", params={"method": method})
        return message.as_bytes()

    @pytest.mark.parametrize("year", ["0001", "9999"])
    @pytest.mark.parametrize("zone", ["Z", ""])
    def test_a_moment_at_the_edge_of_the_calendar_is_refused(self, house, year, zone):
        for edge in (f"{year}0101T000000{zone}", f"{year}1231T235959{zone}"):
            with pytest.raises(replies.Refused):
                replies.receive(self.mail(house, method="COUNTER", start=edge))
            with pytest.raises(replies.Refused):
                replies.receive(self.mail(house, stamp=edge))
        assert not house.meeting.attendances.exists()

    def test_perhaps_takes_no_seat(self, house):
        assert replies.receive(self.mail(house, "TENTATIVE")) is None
        assert not house.meeting.attendances.exists()
        replies.receive(self.mail(house))
        assert replies.receive(self.mail(house, "TENTATIVE", stamp="20250102T100000Z")) is None
        assert not house.meeting.attendances.exists()

    def test_an_answer_to_an_older_state_never_wins_over_a_newer_one(self, house):
        change_meeting(actor=house.facilitator, meeting=house.meeting, title="Anders")
        house.meeting.refresh_from_db()
        now, late = house.meeting.sequence, "20250301T100000Z"
        assert replies.receive(self.mail(house, "DECLINED", sequence=now)).answer == "no"
        assert replies.receive(self.mail(house, sequence=now - 1, stamp=late)).answer == "no"
        assert replies.receive(self.mail(house, sequence=now, stamp="20240101T100000Z")).answer == "no"
        assert replies.receive(self.mail(house, sequence=now, stamp=late)).answer == "in_person"

    def test_who_answers_an_older_state_still_reads_what_changed(self, house):
        change_meeting(actor=house.facilitator, meeting=house.meeting, bring="Laarzen")
        place = replies.receive(self.mail(house, sequence=0, stamp="20200101T100000Z"))
        house.meeting.refresh_from_db()
        assert since_answer(house.meeting, place)

    def test_after_a_change_a_yes_stays_a_yes_in_the_calendar(self, house):
        replies.receive(self.mail(house))
        OutgoingMail.objects.all().delete()
        change_meeting(actor=house.facilitator, meeting=house.meeting, title="Anders")
        mail = OutgoingMail.objects.get(recipient=house.member, kind="events/changed")
        (event,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
        assert event["attendee"].params["PARTSTAT"] == "ACCEPTED"

    def test_another_time_reaches_the_facilitators_in_words(self, house):
        for _time in "12":  # one mail may arrive twice
            replies.receive(self.mail(house, method="COUNTER", start="20310305T130000Z"))
        (mail,) = OutgoingMail.objects.filter(recipient=house.facilitator, kind="events/countered")
        assert "woensdag 5 maart 2031, 14.00" in mail.subject
        assert "Liever later" in mail.text
        assert not house.meeting.attendances.exists()

    def test_who_keeps_the_calendar_of_a_colleague_answers_for_them(self, house):
        assistant = UserFactory(email="bureau@example.org")
        answer = self.mail(house, sent_by=assistant.email, sender=assistant.email)
        with pytest.raises(replies.Refused):
            replies.receive(answer)
        for person in (house.member, assistant):
            affiliate(actor=house.admin, person=person, organisation=house.organisation, role="staff")
        assert replies.receive(answer).user == house.member

    @pytest.mark.parametrize(
        "headers",
        [
            {"Auto-Submitted": "auto-replied"},
            {"Precedence": "bulk"},
            {"X-Autoreply": "yes"},
            {"Return-Path": "<>"},
        ],
    )
    def test_a_machine_that_answers_is_not_told_that_we_do_not_understand(
        self, house, headers, monkeypatch, capsys
    ):
        message = EmailMessage()
        message["From"], message["To"] = (
            house.member.email,
            calendars.reply_address(house.meeting, house.member),
        )
        for name, value in headers.items():
            message[name] = value
        message.set_content("Ik ben er niet")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(message.as_bytes())))
        call_command("receive_reply")
        assert "dropped" in capsys.readouterr().out
