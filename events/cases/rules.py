"""Who reads and writes the cases of a meeting: only who was there."""

from datetime import timedelta

from django.utils import timezone

from ..meetings.standing import Standing
from .models import CaseRecord

OPEN_BEFORE = timedelta(hours=2)


def may_read_cases(standing: Standing) -> bool:
    """Who takes part and was there; as long as nobody kept a list, who said they would come.

    Nobody else, not even a facilitator who was absent: cases are confidential.
    """
    if not standing.takes_part or standing.meeting.is_cancelled:
        return False
    return standing.meeting.starts_at - OPEN_BEFORE <= timezone.now() and standing.was_there


def may_write_cases(standing: Standing) -> bool:
    """Who reads them, while the network runs."""
    return standing.runs and may_read_cases(standing)


def may_forget_case(standing: Standing, case: CaseRecord) -> bool:
    """Who brought it in and who wrote it down, as long as they may read it."""
    return standing.user.pk in (case.presenter_id, case.written_by_id) and may_read_cases(standing)
