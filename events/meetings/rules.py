"""Who plans, changes and prepares a meeting."""

from community.members.models import Anyone
from community.networks.models import Network
from community.networks.rights import Right
from community.networks.rules import has_right

from .standing import Standing


def may_schedule_meeting(user: Anyone, network: Network) -> bool:
    """Facilitators plan the meetings of a network that is still running."""
    return network.closed_at is None and has_right(user, network, Right.PLAN)


def may_change_meeting(standing: Standing) -> bool:
    """Its facilitators, and for meetings without a network the platform's staff."""
    if standing.meeting.network_id:
        return standing.runs and standing.plans
    return standing.user.is_authenticated and standing.user.is_staff


def prepares(standing: Standing) -> bool:
    """Facilitators, and the people of the host: they see what is needed and who is there."""
    return may_change_meeting(standing) or (standing.runs and standing.hosts)
