from community.members.models import Anyone

from ..models import Network
from ..rules import facilitates


def may_close(user: Anyone, network: Network) -> bool:
    """Facilitators, while the network runs."""
    return network.closed_at is None and facilitates(user, network)


def may_reopen(user: Anyone, network: Network) -> bool:
    """Facilitators, once it is closed."""
    return network.closed_at is not None and facilitates(user, network)
