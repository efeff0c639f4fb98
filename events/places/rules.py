"""Who answers a meeting, brings a guest, and sees the link to join."""

from ..meetings.models import Meeting
from ..meetings.standing import own_place, standing


def may_answer(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_answer


def may_register_guest(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_register_guest


def may_see_join_link(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_see_join_link(own_place(user, meeting))
