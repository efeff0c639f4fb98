"""Answers that calendar programs send by mail (iTIP `REPLY`, `COUNTER`: RFC 5546; in a mail: RFC 6047)."""

from datetime import UTC, date, datetime, time
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

from icalendar import Calendar, Event

from community.members.models import User
from community.organisations.models import Affiliation

from ..meetings.calendars import reply_tag
from ..meetings.models import Attendance, Meeting
from ..meetings.standing import standing_of
from ..places.actions.answers import answer_by_calendar
from ..places.rules import may_answer
from .actions import propose_other_time

MOST_BYTES = 400_000
PARTSTAT = {"ACCEPTED": True, "TENTATIVE": None, "DECLINED": False}
METHODS = ("REPLY", "COUNTER")
#: What reading a calendar that is none may raise.
UNREADABLE = (ValueError, LookupError, AttributeError, TypeError, OverflowError, RecursionError)


class Refused(Exception):
    """The mail is no answer that we can believe; the text says why."""


class Dropped(Exception):
    """The mail was written by a machine and answers nothing: nobody has to know."""


def receive(raw: bytes) -> Attendance | None:
    """Take the answer out of a mail and give it for who it was sent by. Returns the place they have afterwards.

    The tag in the address says who and which meeting; the attendee must be that person, and the sender they or a
    colleague who sends it for them. Another time that is proposed reaches the facilitators in words. Raises
    `Refused`, `Dropped`, and what the verbs raise.
    """
    if len(raw) > MOST_BYTES:
        raise Refused("the mail is too large")
    mail = message_from_bytes(raw, policy=policy.default)
    found = _event(mail)
    if found is None and _is_automatic(mail):
        raise Dropped("an automatic answer")
    meeting, person = _about(mail)
    if found is None:
        raise Refused("the mail has no calendar answer")
    method, event = found
    if str(event.get("uid", "")) != f"{meeting.uid}@vonder":
        raise Refused("the entry is of another meeting")
    attendee = _attendee(event, person, parseaddr(str(mail.get("From", "")))[1].lower())
    if method == "COUNTER":
        start = _moment(event, "dtstart", meeting)
        if start is None:
            raise Refused("the other time cannot be read")
        propose_other_time(actor=person, meeting=meeting, start=start, comment=str(event.get("comment", "")))
        return meeting.attendances.filter(user=person).first()
    status = str(attendee.params.get("PARTSTAT", "")).upper()
    if status not in PARTSTAT:
        raise Refused("the answer is no yes and no no")
    return answer_by_calendar(
        actor=person,
        meeting=meeting,
        coming=PARTSTAT[status],
        sequence=_sequence(event),
        stamp=_moment(event, "dtstamp", meeting) or datetime.now(UTC),
    )


def _is_automatic(mail: EmailMessage) -> bool:
    """Out of office, a report of what could not be delivered, a list (RFC 3834)."""
    said = str(mail.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    bulk = str(mail.get("Precedence", "")).strip().lower() in ("bulk", "junk", "list", "auto_reply")
    machine = any(mail.get(name) for name in ("X-Autoreply", "X-Autorespond", "List-Id"))
    report = mail.get_content_type() == "multipart/report" or str(mail.get("Return-Path", "")).strip() == "<>"
    return said != "no" or bulk or machine or report


def _attendee(event: Event, person: User, sender: str):
    attendees = event.get("attendee", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    if len(attendees) != 1:
        raise Refused("an answer names one attendee")
    own, sent_by = person.email.lower(), _address(attendees[0].params.get("SENT-BY", ""))
    if _address(attendees[0]) != own:
        raise Refused("the answer comes from somebody else")
    if sender != own and not (sender == sent_by and _is_colleague(sender, person)):
        raise Refused("the answer comes from somebody else")
    return attendees[0]


def _address(value) -> str:
    return str(value).strip('"').lower().removeprefix("mailto:")


def _is_colleague(sender: str, person: User) -> bool:
    """Somebody with an account who works now where this person works: who keeps their calendar for them."""
    own = person.affiliations.current().values("organisation")
    return (
        Affiliation.objects.current()
        .filter(organisation__in=own, person__email__iexact=sender, person__is_active=True)
        .exists()
    )


def _sequence(event: Event) -> int:
    try:
        return max(0, int(event.get("sequence", 0)))
    except (TypeError, ValueError):
        return 0


def _moment(event: Event, name: str, meeting: Meeting) -> datetime | None:
    """A moment of an entry; one without a zone is on the clock of the meeting's place. Raises `Refused`."""
    value = getattr(event.get(name), "dt", None)
    if not isinstance(value, date):
        return None
    if not 1970 <= value.year < 9999:  # at the edge of the calendar no clock of another place can show it
        raise Refused("a moment of the entry is in no year of ours")
    moment = value if isinstance(value, datetime) else datetime.combine(value, time(0))
    return moment if moment.tzinfo else moment.replace(tzinfo=meeting.zone)


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


def _event(mail: EmailMessage) -> tuple[str, Event] | None:
    """The method and the one entry of the calendar answer in a mail; None when there is none."""
    for part in mail.walk():
        if part.get_content_type() != "text/calendar":
            continue
        try:
            book = Calendar.from_ical(cast("bytes", part.get_payload(decode=True)))
        except UNREADABLE as error:
            raise Refused("the calendar part cannot be read") from error
        events = book.walk("VEVENT")
        method = str(book.get("method", "")).upper()
        if method in METHODS and len(events) == 1:
            return method, cast("Event", events[0])
    return None
