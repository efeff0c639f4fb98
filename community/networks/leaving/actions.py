from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.journal.actions import record
from community.live.hub import recheck
from community.members.models import User

from .. import signals
from ..actions import add_participant
from ..models import Network, Participant
from .rules import may_bring_back, may_name_facilitator


@transaction.atomic
def bring_back(*, actor: User, participant: Participant) -> Participant:
    """Undo that somebody left: they take part again as they did. One's own second time changes nothing.

    Raises `PermissionDenied`.
    """
    found = Participant.objects.select_for_update(of=("self",)).select_related(
        "network", "user", "organisation"
    )
    participant = found.get(pk=participant.pk)
    if participant.left_at is None and participant.user_id == actor.pk:
        return participant
    if not may_bring_back(actor, participant):
        raise PermissionDenied
    since = participant.joined_at
    back = add_participant(
        actor=actor,
        network=participant.network,
        user=participant.user,
        role=participant.role,
        organisation=participant.organisation,
    )
    back.joined_at, back.left_by = since, None
    back.save(update_fields=["joined_at", "left_by"])
    return back


@transaction.atomic
def name_facilitator(*, actor: User, participant: Participant) -> Participant:
    """Somebody who takes part facilitates from now on too, and hears of it. Raises `PermissionDenied`."""
    network = Network.objects.select_for_update().get(pk=participant.network_id)
    participant = Participant.objects.select_related("user").get(pk=participant.pk)
    participant.network = network
    if not may_name_facilitator(actor, participant):
        raise PermissionDenied
    if participant.role == Participant.Role.FACILITATOR:
        return participant
    participant.role = Participant.Role.FACILITATOR
    participant.save(update_fields=["role"])
    record(actor=actor, verb="networks.facilitator_named", about=participant, network_id=network.pk)
    signals.facilitator_named.send(sender=Participant, participant=participant, actor=actor)
    recheck(participant.user_id)
    return participant
