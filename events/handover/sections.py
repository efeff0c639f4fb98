"""That another host is looked for, on the page of the meeting."""

from dataclasses import dataclass

from ..meetings.sections import MEETING, Look
from .models import HostRequest
from .queries import moment_of
from .rules import may_answer_request, may_hand_over


@dataclass(frozen=True)
class Sought:
    """Who is asked, until when, and what the reader can do about it."""

    request: HostRequest
    until: str
    may_answer: bool
    may_withdraw: bool


@MEETING.register(
    "handover",
    "events/handover/_asked.html",
    rows=lambda meeting: {"sought": meeting.host_requests.waiting()},
)
def handover(look: Look) -> Sought | None:
    """For who takes part in the network: the place is not certain."""
    if not look.standing.takes_part or look.meeting.is_over or not look.counts["sought"]:
        return None
    request = look.meeting.host_requests.waiting().select_related("host", "before").first()
    if request is None:
        return None
    return Sought(
        request,
        moment_of(request.answer_by, look.meeting),
        may_answer=may_answer_request(look.standing, request),
        may_withdraw=may_hand_over(look.standing),
    )
