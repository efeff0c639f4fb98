"""Who reads and writes the cases of a meeting: only who was there."""

from ..meetings.models import Meeting
from ..meetings.standing import own_place, standing
from .models import CaseRecord


def may_read_cases(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_read_cases(own_place(user, meeting))


def may_write_cases(user, meeting: Meeting) -> bool:
    """Who reads them, while the network runs."""
    found = standing(user, meeting)
    return found.runs and found.may_read_cases(own_place(user, meeting))


def may_forget_case(user, case: CaseRecord) -> bool:
    """Who brought it in and who wrote it down, as long as they may read it."""
    return user.pk in (case.presenter_id, case.written_by_id) and may_read_cases(user, case.meeting)
