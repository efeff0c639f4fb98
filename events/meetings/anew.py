"""What does not move along with a meeting by itself: lifts to the old place, and what was said to the old host."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from .models import Attendance, Meeting


def passed_on(meeting: Meeting, place: Attendance) -> bool:
    """Whether who receives the meeting now may read what somebody needs: they said it to them."""
    return place.needs_for_id is None or place.needs_for_id in (meeting.host_id, meeting.presented_by_id)


def other_rides(meeting: Meeting) -> QuerySet:
    """The rides that were offered to another place than where the meeting is now."""
    if meeting.venue_id is None:
        return meeting.rides.none()
    return meeting.rides.exclude(venue=None).exclude(venue=meeting.venue_id)


def asked_anew(meeting: Meeting) -> dict[int, list[str]]:
    """By the ids of people, sentences about what they have to say once more; who has nothing to say is not in it."""
    found: dict[int, list[str]] = {}
    if not meeting.host or meeting.is_over or meeting.is_cancelled:
        return found
    if meeting.venue:
        drives = _("You offered places on the way to another place. Do you also drive to %(town)s?")
        for driver in other_rides(meeting).values_list("driver", flat=True):
            found.setdefault(driver, []).append(drives % {"town": meeting.venue.municipality})
    needs = _("You told the host before what you need there. May %(host)s read it?")
    for place in meeting.attendances.exclude(needs=[], needs_note="").exclude(user=None):
        if place.user_id and place.is_coming and not passed_on(meeting, place):
            found.setdefault(place.user_id, []).append(needs % {"host": meeting.host.name})
    return found
