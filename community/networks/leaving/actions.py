from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.members.models import User

from ..actions import add_participant
from ..models import Participant
from .rules import may_bring_back


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
    since, role_since, role_until = participant.joined_at, participant.role_since, participant.role_until
    back = add_participant(
        actor=actor,
        network=participant.network,
        user=participant.user,
        role=participant.role,
        organisation=participant.organisation,
    )
    back.joined_at, back.left_by = since, None
    back.role_since, back.role_until = role_since, role_until
    back.save(update_fields=["joined_at", "left_by", "role_since", "role_until"])
    return back
