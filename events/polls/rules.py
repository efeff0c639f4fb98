from community.members.models import Anyone
from community.networks.rules import takes_part

from .models import DatePoll


def may_see_poll(user: Anyone, poll: DatePoll) -> bool:
    """Everyone with the address, or only who takes part in the network."""
    return not poll.only_members or takes_part(user, poll.network)
