"""A meeting in words, the same in every mail about it: when, where, at whose place."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from community.members import clocks

from .differences import lines, place_of, sentence
from .models import Meeting


def when(start: datetime, end: datetime, zone: str, reader: ZoneInfo | None) -> str:
    """donderdag 3 december 2026, 9.30 tot 12.00, and the reader's own hours when their clock differs.

    `start` and `end` are on the wall clock of `zone`. Without a reader (somebody without an account) the place of
    the clock is named, as it is when the clocks differ.
    """
    said = f"{clocks.full_day(start.date())}, {clocks.hours(start, end)}"
    own = clocks.theirs(start, end, reader) if reader else ""
    if own or reader is None:
        said = f"{said} ({clocks.place_time(zone)})"
    return f"{said}, {own}" if own else said


def where(meeting: Meeting) -> str:
    place = place_of(meeting)
    if meeting.mode == Meeting.Mode.ONLINE:
        return _("Online")
    if meeting.mode == Meeting.Mode.HYBRID:
        return _("%(place)s, or online") % {"place": place} if place else _("In the room or online")
    return place or _("Still to be said")


def facts(meeting: Meeting, reader: ZoneInfo | None, join_url: str = "") -> list[tuple[str, str]]:
    """(label, words) of what somebody has to know to come. `join_url` only for who may see it."""
    told = when(meeting.local_start, meeting.local_end, meeting.time_zone, reader)
    found = [(_("When"), told), (_("Where"), where(meeting))]
    if meeting.host:
        found.append((_("Host"), meeting.host.name))
    if meeting.presented_by:
        found.append((_("Received by"), meeting.presented_by.name))
    if join_url and meeting.mode != Meeting.Mode.IN_PERSON:
        found.append((_("Link to join online"), join_url))
    return found


def letter(meeting: Meeting, reader: ZoneInfo | None, *, changes=(), join_url: str = "", answers=()) -> dict:
    """What a mail about one meeting shows: changes, facts, and answers (words, address).

    Changes stand in a list, so that the heading need not repeat them; elsewhere it is the sentence of the mail.
    """
    day = meeting.local_start.date().isoformat()
    return {
        "heading": sentence(meeting.title, day, []) if changes else "",
        "changes": lines(changes),
        "parts": [{"title": "", "facts": facts(meeting, reader, join_url)}],
        "answers": answers,
    }


def letter_of_two(meetings: list[Meeting], reader: ZoneInfo) -> dict:
    """The same for an exchange between two meetings."""
    return {"parts": [{"title": meeting.title, "facts": facts(meeting, reader)} for meeting in meetings]}
