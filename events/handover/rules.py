"""Who looks for another host, and who answers."""

from community.networks.rights import Right

from ..meetings.rules import may_change_meeting
from ..meetings.standing import Standing
from .models import HostRequest


def may_hand_over(standing: Standing) -> bool:
    """Facilitators, as long as the meeting goes on and somebody hosts it."""
    meeting = standing.meeting
    if not meeting.network_id or not meeting.host_id or meeting.is_over or meeting.is_cancelled:
        return False
    return may_change_meeting(standing)


def may_answer_request(standing: Standing, request: HostRequest) -> bool:
    """Who takes part for the organisation that is asked; guests do not. Until the meeting begins."""
    part, meeting = standing.part, standing.meeting
    if not request.is_waiting or not standing.runs or meeting.has_begun or meeting.is_cancelled:
        return False
    return part is not None and part.may(Right.SPEAK_FOR) and part.organisation_id == request.host_id
