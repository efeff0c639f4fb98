"""What a link in a mail opens: somebody's place at a meeting."""

from django.core import signing

from community.addresses import absolute
from community.members.models import User

from ..meetings.links import PLACE_SALT, place_path
from ..meetings.models import Attendance, Meeting
from ..meetings.standing import standing_of
from .rules import may_answer


def open_place(token: str) -> Attendance | None:
    """The place behind a link, not saved for who did not answer yet.

    None when the link is forged, the place is gone, or this person may not answer (any more).
    """
    try:
        signed = signing.loads(token, salt=PLACE_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    places = Attendance.objects.select_related("meeting__network", "meeting__venue", "meeting__host", "user")
    if isinstance(signed, int):
        found = places.filter(pk=signed).first()
    else:
        meeting_pk, person_pk = signed
        found = places.filter(meeting=meeting_pk, user=person_pk).first() or _unanswered(
            meeting_pk, person_pk
        )
    if found and found.user and not may_answer(standing_of(found.user, found.meeting)):
        return None
    return found


def _unanswered(meeting_pk: int, person_pk: int) -> Attendance | None:
    meeting = Meeting.objects.with_place().filter(pk=meeting_pk).first()
    person = User.objects.filter(pk=person_pk, is_active=True).first()
    return Attendance(meeting=meeting, user=person) if meeting and person else None


def place_link(place: Attendance, person: User) -> str:
    return absolute(place_path(place))
