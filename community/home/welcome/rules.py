from community.members.models import Anyone
from community.networks.rules import takes_part

from .models import Arrival


def may_be_welcomed(user: Anyone, arrival: Arrival) -> bool:
    """Who came in answers for themselves, while they take part in the network and it runs."""
    return (
        user.is_authenticated
        and user.is_active
        and arrival.user_id == user.pk
        and arrival.network.closed_at is None
        and takes_part(user, arrival.network)
    )
