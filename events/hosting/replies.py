"""Answers that calendar programs send by mail (iTIP `REPLY`, RFC 5546, in a mail as RFC 6047 has it)."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

from icalendar import Calendar

from community.members.models import User

from ..meetings.calendars import reply_tag
from ..meetings.models import Attendance, Meeting
from ..meetings.standing import standing_of
from ..places.actions.answers import answer_meeting
from ..places.rules import may_answer

MOST_BYTES = 400_000
PARTSTAT = {"ACCEPTED": None, "TENTATIVE": None, "DECLINED": Attendance.Answer.NO}


class Refused(Exception):
    """The mail is no answer that we can believe; the text says why."""


def receive(raw: bytes) -> Attendance:
    """Take the answer out of a mail and give it for who it was sent by.

    The tag in the address says who and which meeting; sender and attendee must be that person too.
    Raises `Refused`, and what `answer_meeting` raises.
    """
    if len(raw) > MOST_BYTES:
        raise Refused("the mail is too large")
    mail = message_from_bytes(raw, policy=policy.default)
    meeting, person = _about(mail)
    event = _event(mail)
    if str(event.get("uid", "")) != f"{meeting.uid}@vonder":
        raise Refused("the entry is of another meeting")
    attendees = event.get("attendee", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    if len(attendees) != 1:
        raise Refused("an answer names one attendee")
    address = str(attendees[0]).lower().removeprefix("mailto:")
    sender = parseaddr(str(mail.get("From", "")))[1].lower()
    if {address, sender} != {person.email.lower()}:
        raise Refused("the answer comes from somebody else")
    status = str(attendees[0].params.get("PARTSTAT", "")).upper()
    if status not in PARTSTAT:
        raise Refused("the answer is no yes and no no")
    online = meeting.mode == Meeting.Mode.ONLINE
    coming = Attendance.Answer.ONLINE if online else Attendance.Answer.IN_PERSON
    own = meeting.attendances.filter(user=person).first()
    if own and own.answer != Attendance.Answer.NO:
        coming = Attendance.Answer(own.answer)
    return answer_meeting(actor=person, meeting=meeting, answer=PARTSTAT[status] or coming)


def _about(mail: EmailMessage) -> tuple[Meeting, User]:
    for header in ("Delivered-To", "X-Original-To", "To"):
        local = parseaddr(str(mail.get(header, "")))[1].rpartition("@")[0]
        found = local.rpartition("+")[2].lower()
        numbers = found.split(".")
        if len(numbers) != 3 or not (numbers[0].isdecimal() and numbers[1].isdecimal()):
            continue
        if len(numbers[0]) > 18 or len(numbers[1]) > 18:
            continue
        meeting = Meeting.objects.select_related("network", "venue").filter(pk=int(numbers[0])).first()
        person = User.objects.filter(pk=int(numbers[1]), is_active=True).first()
        if (
            meeting
            and person
            and reply_tag(meeting, person) == found
            and may_answer(standing_of(person, meeting))
        ):
            return meeting, person
    raise Refused("the address is not one that we gave")


def _event(mail: EmailMessage):
    for part in mail.walk():
        if part.get_content_type() != "text/calendar":
            continue
        try:
            book = Calendar.from_ical(cast("bytes", part.get_payload(decode=True)))
        except (ValueError, IndexError) as error:
            raise Refused("the calendar part cannot be read") from error
        events = book.walk("VEVENT")
        if str(book.get("method", "")).upper() == "REPLY" and len(events) == 1:
            return events[0]
    raise Refused("the mail has no calendar answer")
