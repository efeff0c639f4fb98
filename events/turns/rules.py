"""Who asks to exchange turns, and who answers."""

from ..meetings.standing import Standing
from .models import SwapRequest


def may_ask_swap(standing: Standing) -> bool:
    """Who takes part for the host asks to exchange a turn that is still to come; facilitators ask for them."""
    meeting = standing.meeting
    if not standing.runs or not meeting.host_id or meeting.has_begun or meeting.is_cancelled:
        return False
    return standing.plans or standing.hosts


def may_answer_swap(standing: Standing, swap: SwapRequest) -> bool:
    """The other host answers. Who asked may not answer for them, unless they facilitate."""
    return swap.status == SwapRequest.Status.ASKED and may_ask_swap(standing.at(swap.second))


def may_approve_swap(standing: Standing, swap: SwapRequest) -> bool:
    """Facilitators have the last word inside the notice period, once the other host agreed."""
    return swap.status == SwapRequest.Status.AGREED and standing.runs and standing.plans


def may_withdraw_swap(standing: Standing, swap: SwapRequest) -> bool:
    """Who asked, as long as it is not decided."""
    return swap.is_open and may_ask_swap(standing.at(swap.first))
