"""Who asks to exchange turns, and who answers."""

from ..meetings.models import Meeting
from ..meetings.standing import standing
from .models import SwapRequest


def may_ask_swap(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_ask_swap


def may_answer_swap(user, swap: SwapRequest) -> bool:
    """The other host answers. Who asked may not answer for them, unless they facilitate."""
    if swap.status != SwapRequest.Status.ASKED:
        return False
    return may_ask_swap(user, swap.second)


def may_withdraw_swap(user, swap: SwapRequest) -> bool:
    return swap.is_open and may_ask_swap(user, swap.first)
