"""Who looks back on a meeting."""

from ..meetings.models import Meeting
from ..meetings.standing import own_place, standing


def may_reflect(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_reflect(own_place(user, meeting))
