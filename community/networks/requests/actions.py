from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.members.models import User

from ..actions.people import leave
from ..models import Network, Participant
from ..roles.actions import give_role
from ..rules import may_answer_requests


@transaction.atomic
def decide_about_guest(*, actor: User, participant: Participant, stays: bool) -> Participant:
    """A guest takes part from now on, or came along once and that was it. They hear of it; deciding twice is once.

    Raises `PermissionDenied`.
    """
    network = Network.objects.select_for_update().get(pk=participant.network_id)
    participant = Participant.objects.select_related("user").get(pk=participant.pk)
    participant.network = network
    if not may_answer_requests(actor, network):
        raise PermissionDenied
    if participant.left_at or participant.role != Participant.Role.GUEST:
        return participant
    if stays:
        return give_role(participant, Participant.Role.MEMBER, None, actor)
    leave(participant, actor=actor)
    return participant
