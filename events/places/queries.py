"""What people need there, as totals, and the link for who has a place."""

from collections.abc import Iterable

from ..meetings.anew import passed_on
from ..meetings.models import Attendance, Meeting

ANSWERS = Attendance.Answer


def needs_of(meeting: Meeting, places: Iterable[Attendance]) -> dict:
    """Totals for who prepares: (need, how many), and the notes in alphabetical order so that they name nobody.

    What was said to another host is not in it before who said it passes it on.
    """
    coming = [
        place
        for place in places
        if place.is_coming and place.answer == ANSWERS.IN_PERSON and passed_on(meeting, place)
    ]
    counts = {need: sum(need in place.needs for place in coming) for need in Attendance.Need}
    return {
        "counts": [(need.label, count) for need, count in counts.items() if count],
        "notes": sorted(place.needs_note for place in coming if place.needs_note),
    }


def join_link_of(place: Attendance) -> str:
    """The link for who has a place by their own link."""
    shown = place.is_coming and not place.meeting.is_cancelled
    return place.meeting.join_url if shown else ""
