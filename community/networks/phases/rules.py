from community.members.models import Anyone

from ..models import Network, PhaseItem
from ..rights import Right
from ..rules import facilitates, has_right, takes_part


def may_see_phase(user: Anyone, network: Network) -> bool:
    """Everyone who takes part reads where their network stands."""
    return takes_part(user, network)


def may_keep_list(user: Anyone, network: Network) -> bool:
    """Who plans the meetings keeps the list, while the network runs."""
    return network.closed_at is None and has_right(user, network, Right.PLAN)


def may_tick(user: Anyone, item: PhaseItem) -> bool:
    """Who takes care of it says that it is done, and so does who keeps the list."""
    network = item.network
    own = user.is_authenticated and item.owner_id == user.pk and takes_part(user, network)
    return network.closed_at is None and (own or may_keep_list(user, network))


def may_move_phase(user: Anyone, network: Network) -> bool:
    """Facilitators, while the network runs."""
    return network.closed_at is None and facilitates(user, network)
