from community.members.models import Anyone

from ..models import Participant
from ..rights import STEWARDS, Role
from ..rules import facilitates


def may_change_role(user: Anyone, participant: Participant) -> bool:
    """Who decides about the network gives a role to who takes part in it now, also in an archive."""
    takes_part = participant.left_at is None and participant.user.is_active
    return takes_part and facilitates(user, participant.network)


def roles_for(participant: Participant) -> list[Role]:
    """What somebody can become next: a guest becomes a participant before they keep the network going."""
    return [role for role in Role if may_become(participant, role)]


def may_become(participant: Participant, role: Role) -> bool:
    """Guests do not keep a network going."""
    return not (participant.role == Role.GUEST and role in STEWARDS)
