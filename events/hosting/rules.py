"""Who is expected at a meeting."""

from ..meetings.standing import Standing


def may_be_at(standing: Standing) -> bool:
    """Who takes part in the network is expected there; the others register first."""
    if not standing.user.is_authenticated or standing.meeting.is_cancelled:
        return False
    if standing.takes_part:
        return True
    return standing.meeting.visibility != "network" and standing.place is not None
