from community.members.models import Anyone

from ..models import Network, NetworkDocument
from ..rights import Right
from ..rules import has_right, takes_part


def may_add_document(user: Anyone, network: Network) -> bool:
    """Who takes part for an organisation, while the network runs; guests read along."""
    return network.closed_at is None and has_right(user, network, Right.SPEAK_FOR)


def may_change_document(user: Anyone, document: NetworkDocument) -> bool:
    """Whoever put it there, and who keeps order, while the network runs."""
    network = document.network
    if network.closed_at is not None or not user.is_authenticated:
        return False
    own = document.made_by_id == user.pk and takes_part(user, network)
    return own or has_right(user, network, Right.ORDER)


def may_restore_document(user: Anyone, document: NetworkDocument) -> bool:
    """Whoever took it away, and who keeps order."""
    if document.removed_at is None or not may_change_document(user, document):
        return False
    return document.removed_by_id == user.pk or has_right(user, document.network, Right.ORDER)
