from community.members.models import Anyone

from ..models import Network
from ..rights import Right
from ..rules import facilitates, has_right


def may_change_governance(user: Anyone, network: Network) -> bool:
    """Facilitators, while the network runs."""
    return network.closed_at is None and facilitates(user, network)


def may_write_decision(user: Anyone, network: Network) -> bool:
    """Who writes minutes, while the network runs."""
    return network.closed_at is None and has_right(user, network, Right.MINUTES)
