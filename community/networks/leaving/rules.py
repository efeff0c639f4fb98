from datetime import timedelta

from django.utils import timezone

from community.members.models import Anyone

from ..models import Participant
from ..rights import STEWARDS, Right
from ..rules import has_right

UNDONE_WITHIN = timedelta(days=1)


def may_bring_back(user: Anyone, participant: Participant) -> bool:
    """Whoever ended it, within a day: who left, or who took somebody out and still may."""
    if participant.left_at is None or participant.left_by_id is None or participant.left_by_id != user.pk:
        return False
    if timezone.now() - participant.left_at > UNDONE_WITHIN or not participant.user.is_active:
        return False
    if participant.network.closed_at or not _is_member_still(participant):
        return False
    return participant.user_id == user.pk or has_right(user, participant.network, Right.REMOVE)


def _is_member_still(participant: Participant) -> bool:
    """The organisation that somebody took part for is a member now; facilitators stay without one."""
    organisation, network = participant.organisation_id, participant.network
    if organisation is None or participant.role in STEWARDS:
        return True
    own = network.memberships.filter(organisation=organisation)
    return not own.exists() or own.current().exists()
