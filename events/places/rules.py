"""Who answers a meeting, brings a guest, and sees the link to join."""

from ..meetings.rules import may_change_meeting
from ..meetings.standing import Standing


def may_answer(standing: Standing) -> bool:
    """Who takes part, or for an open meeting anyone with an account; until it is over or cancelled."""
    user, meeting = standing.user, standing.meeting
    if not user.is_authenticated or not user.is_active or meeting.is_over or meeting.is_cancelled:
        return False
    return standing.takes_part or meeting.visibility != "network"


def may_register_guest(standing: Standing) -> bool:
    """Anyone registers themselves for what is open to everyone; its members bring somebody to a network's."""
    meeting = standing.meeting
    if meeting.is_over or meeting.is_cancelled:
        return False
    return may_answer(standing) if standing.user.is_authenticated else meeting.visibility == "public"


def may_see_join_link(standing: Standing) -> bool:
    """Only who registered and has a place; never an outsider, a feed or a public page."""
    if not standing.user.is_authenticated or not standing.meeting.join_url:
        return False
    return may_change_meeting(standing) or (standing.place is not None and standing.place.is_coming)
