"""The way to look back, after a meeting."""

from ..meetings.sections import MEETING, Look
from .rules import may_reflect


@MEETING.register("look_back", "events/reflection/_link.html")
def look_back(look: Look) -> bool | None:
    """For who takes part and was there."""
    return True if look.standing.takes_part and may_reflect(look.standing) else None
