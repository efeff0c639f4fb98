"""Who takes part in a network, from when and until when."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.kept.stamps import touch
from community.live.hub import recheck
from community.members.models import User
from community.organisations.models import Organisation

from .. import rules, signals
from ..models import Membership, Network, Participant
from ..rights import STEWARDS, Right


def add_participant(
    *,
    actor: User | None,
    network: Network,
    user: User,
    role: str = "member",
    organisation: Organisation | None = None,
) -> Participant:
    """Somebody takes part from now on (again). Called by actions that checked the right to do so."""
    now: dict[str, Any] = {
        "role": role,
        "organisation": organisation,
        "left_at": None,
        "joined_at": timezone.now(),
    }
    if not network.participants.active().filter(user=user, role=role).exists():
        now |= {"role_since": timezone.localdate(), "role_until": None}
    participant, _created = Participant.objects.update_or_create(network=network, user=user, defaults=now)
    record(actor=actor, verb="networks.joined", about=participant, network_id=network.pk, role=role)
    signals.participant_joined.send(sender=Participant, participant=participant, actor=actor)
    touch(f"reader.{user.pk}")
    recheck(user.pk)
    return participant


@transaction.atomic
def remove_participant(*, actor: User, participant: Participant) -> None:
    """Somebody leaves, or is asked to; who left has left. Pages, feeds, downloads and open sockets stop at once.

    Raises `PermissionDenied`, and `ValidationError` for the last facilitator.
    """
    network = Network.objects.select_for_update().get(pk=participant.network_id)
    participant = Participant.objects.select_related("network", "user").get(pk=participant.pk)
    if actor.pk != participant.user_id and not rules.has_right(actor, network, Right.REMOVE):
        raise PermissionDenied
    if participant.left_at:
        return
    if rules.is_last_facilitator(participant, network):
        raise ValidationError(_("A network keeps at least one facilitator. Name another one first."))
    leave(participant, actor=actor)


def gone_with_their_organisation() -> QuerySet[Participant]:
    """Who takes part for an organisation that is no member any more; facilitators stay."""
    own = Membership.objects.filter(network=OuterRef("network"), organisation=OuterRef("organisation"))
    parts = Participant.objects.active().exclude(role__in=STEWARDS)
    parts = parts.filter(Exists(own.filter(until__lte=timezone.localdate())), ~Exists(own.current()))
    return parts.select_related("network", "user")


def end_participation(participant: Participant) -> int:
    """Somebody leaves with their organisation. Returns 1."""
    Network.objects.select_for_update().get(pk=participant.network_id)
    leave(participant, actor=None)
    return 1


def leave(participant: Participant, *, actor: User | None) -> None:
    """Somebody takes part no more. Called by actions that checked the right to do so."""
    participant.left_at, participant.left_by = timezone.now(), actor
    participant.save(update_fields=["left_at", "left_by"])
    record(actor=actor, verb="networks.left", about=participant, network_id=participant.network_id)
    signals.participant_left.send(sender=Participant, participant=participant, actor=actor)
    touch(f"reader.{participant.user_id}")
    recheck(participant.user_id)
