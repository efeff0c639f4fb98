"""Who looks back on a meeting."""

from ..meetings.standing import Standing


def may_reflect(standing: Standing) -> bool:
    """Who was there, once it is over; as long as nobody kept a list, who said they would come."""
    meeting = standing.meeting
    if not standing.user.is_authenticated or not meeting.is_over or meeting.is_cancelled:
        return False
    if meeting.network_id and not standing.takes_part:
        return False
    return standing.was_there
