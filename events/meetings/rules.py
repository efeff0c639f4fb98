"""Who plans, changes and prepares a meeting."""

from community.networks.models import Network
from community.networks.rules import facilitates

from .models import Meeting
from .standing import standing


def may_schedule_meeting(user, network: Network) -> bool:
    """Facilitators plan the meetings of a network that is still running."""
    return network.closed_at is None and facilitates(user, network)


def may_change_meeting(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_change


def prepares(user, meeting: Meeting) -> bool:
    return standing(user, meeting).prepares
