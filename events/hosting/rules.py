"""Who is expected at a meeting, and who corrects the list of who was there."""

from ..meetings.models import Meeting
from ..meetings.standing import own_place, standing


def may_be_at(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_be_at(own_place(user, meeting))


def may_correct_attendance(user, meeting: Meeting) -> bool:
    """Only facilitators, also long after, as long as the network is not closed."""
    return standing(user, meeting).may_change
