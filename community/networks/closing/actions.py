from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.live.hub import recheck
from community.members.models import User

from .. import signals
from ..models import Network
from ..settings.actions import write_down
from .ends import loose_ends
from .rules import may_close, may_reopen

Phase = Network.Phase


@transaction.atomic
def close_network(*, actor: User, network: Network, word: str = "", sure: bool = False) -> Network:
    """End a network: everything stays readable, nobody posts, and everyone who takes part gets a word.

    Closing twice changes nothing. Raises `PermissionDenied`, and `ValidationError` when something is still open and
    they are not `sure`.
    """
    network = Network.objects.select_for_update().get(pk=network.pk)
    if may_reopen(actor, network):
        return network
    if not may_close(actor, network):
        raise PermissionDenied
    if not sure and loose_ends(network):
        raise ValidationError(
            {"sure": _("Something is still open. Finish it, or say that it may stay as it is.")}
        )
    network.closed_at = timezone.now()
    if network.phase != Phase.ENDED:
        write_down(actor=actor, network=network, field="phase", was=network.phase, now=Phase.ENDED)
        network.phase = Phase.ENDED
    network.save(update_fields=["closed_at", "phase"])
    write_down(actor=actor, network=network, field="closed", was="running", now="closed", reason=word)
    record(actor=actor, verb="networks.closed", about=network, network_id=network.pk)
    signals.network_closed.send(sender=Network, network=network, word=word, actor=actor)
    _look_again(network)
    return network


@transaction.atomic
def reopen_network(*, actor: User, network: Network) -> Network:
    """Let a network that was closed run again, in the phase it was in. Reopening twice changes nothing.

    Raises `PermissionDenied`.
    """
    network = Network.objects.select_for_update().get(pk=network.pk)
    if may_close(actor, network):
        return network
    if not may_reopen(actor, network):
        raise PermissionDenied
    before = network.changes.filter(field="phase", now=Phase.ENDED).first()
    phase = before.was if before and network.phase == Phase.ENDED else network.phase
    if phase != network.phase:
        write_down(actor=actor, network=network, field="phase", was=network.phase, now=phase)
    network.closed_at, network.phase = None, phase
    network.save(update_fields=["closed_at", "phase"])
    write_down(actor=actor, network=network, field="closed", was="closed", now="running")
    record(actor=actor, verb="networks.reopened", about=network, network_id=network.pk)
    signals.network_reopened.send(sender=Network, network=network, actor=actor)
    _look_again(network)
    return network


def _look_again(network: Network) -> None:
    """Open pages ask anew what their readers may do."""
    for user in network.participants.active().values_list("user", flat=True):
        recheck(user)
