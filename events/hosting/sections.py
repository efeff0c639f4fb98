"""Saying that one is here, on the day itself."""

from dataclasses import dataclass

from ..meetings.sections import MEETING, Look
from .queries import is_open_for_check_in


@dataclass(frozen=True)
class Here:
    """Whether the reader is on the list already."""

    on_list: bool


@MEETING.register("here", "events/hosting/_here.html")
def here(look: Look) -> Here | None:
    """For who takes part in the network, around the hours of the meeting."""
    if not look.standing.takes_part or not is_open_for_check_in(look.meeting):
        return None
    own = look.standing.place
    return Here(own is not None and own.attended is True)
