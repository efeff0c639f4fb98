"""Who asks something beforehand, answers, and takes a question back."""

from ..meetings.rules import prepares
from ..meetings.standing import Standing
from .models import MeetingQuestion


def may_ask_question(standing: Standing) -> bool:
    """Everyone who takes part in a network that runs, until the meeting is over or called off."""
    meeting = standing.meeting
    return standing.runs and standing.takes_part and not meeting.is_over and not meeting.is_cancelled


def may_answer_question(standing: Standing) -> bool:
    """Who prepares the meeting, also afterwards."""
    return standing.takes_part and prepares(standing)


def may_withdraw_question(standing: Standing, question: MeetingQuestion) -> bool:
    """Who asked it, as long as nobody answered; facilitators always."""
    if not standing.runs or not standing.takes_part:
        return False
    own = question.asked_by_id is not None and question.asked_by_id == standing.user.pk
    return standing.plans or (own and question.answered_at is None)
