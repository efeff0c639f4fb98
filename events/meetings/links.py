"""Links in mails by which somebody answers for themselves without signing in. They have no end of their own."""

from django.core import signing
from django.urls import reverse

from community.addresses import absolute
from community.members.models import User

from .models import Attendance, Meeting

PLACE_SALT = "events.place"


def place_path(attendance: Attendance) -> str:
    """Where somebody sees their place and gives it up."""
    return reverse("events:place", args=[signing.dumps(attendance.pk, salt=PLACE_SALT)])


def answer_path(meeting: Meeting, person: User) -> str:
    """Where somebody says whether they come; the same page, also for who did not answer yet."""
    return reverse("events:place", args=[signing.dumps([meeting.pk, person.pk], salt=PLACE_SALT)])


def ways(meeting: Meeting) -> list[tuple[str, str]]:
    """The answers that this meeting takes, as (value, words)."""
    answers = Attendance.Answer
    shut = {
        "in_person": meeting.mode == Meeting.Mode.ONLINE,
        "online": meeting.mode == Meeting.Mode.IN_PERSON,
    }
    return [(way.value, str(way.label)) for way in answers if not shut.get(way.value)]


def answer_links(meeting: Meeting, person: User) -> list[tuple[str, str]]:
    """Yes and no as links, as (words, address). They open a page that asks to press once more: mail programs
    follow links by themselves."""
    address = absolute(answer_path(meeting, person))
    return [(words, f"{address}?answer={value}") for value, words in ways(meeting)]
