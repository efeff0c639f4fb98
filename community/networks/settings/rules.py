from community.members.models import Anyone

from ..models import Network
from ..rights import Right
from ..rules import facilitates, has_right

#: What facilitators change on the pages of settings; phase and end have verbs of their own.
CHANGEABLE = {"name", "purpose", "visibility", "cooperation_form", "join_policy", "join_questions"}


def may_see_settings(user: Anyone, network: Network) -> bool:
    """Who lets people in, also in an archive."""
    return has_right(user, network, Right.INVITE)


def may_change_settings(user: Anyone, network: Network) -> bool:
    """Facilitators, while the network runs."""
    return network.closed_at is None and facilitates(user, network)
