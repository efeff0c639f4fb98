"""Who asks something beforehand, answers, and takes a question back."""

from ..meetings.models import Meeting
from ..meetings.standing import standing
from .models import MeetingQuestion


def may_ask_question(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_ask_question


def may_answer_question(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_answer_question


def may_withdraw_question(user, question: MeetingQuestion) -> bool:
    return standing(user, question.meeting).may_withdraw_question(question)
