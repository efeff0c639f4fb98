from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from community.journal.actions import record
from community.members.models import User

from .. import signals
from ..models import Network, PhaseItem
from ..settings.actions import write_down
from .checklist import PROPOSED
from .queries import needs_reason
from .rules import may_keep_list, may_move_phase, may_tick


def _locked(item: PhaseItem) -> PhaseItem:
    found = PhaseItem.objects.select_for_update(of=("self",)).select_related("network")
    return found.get(pk=item.pk)


@transaction.atomic
def add_item(
    *,
    actor: User,
    network: Network,
    text: str,
    phase: str = "",
    owner: User | None = None,
    due: date | None = None,
) -> PhaseItem:
    """Something to do in a phase (that of now, unless it is named); its owner hears of it. Twice is once.

    Raises `PermissionDenied`, also for an owner who takes no part.
    """
    if not may_keep_list(actor, network) or not _is_inside(network, owner):
        raise PermissionDenied
    item, made = PhaseItem.objects.get_or_create(
        network=network, phase=phase or network.phase, text=text, defaults={"owner": owner, "due": due}
    )
    if made:
        record(actor=actor, verb="networks.phase_item_added", about=item, network_id=network.pk)
        _tell(item, actor)
    return item


@transaction.atomic
def change_item(*, actor: User, item: PhaseItem, owner: User | None, due: date | None) -> PhaseItem:
    """Who takes care of it, and before which day; a new owner hears of it.

    Raises `PermissionDenied`, also for an owner who takes no part.
    """
    item = _locked(item)
    if not may_keep_list(actor, item.network) or not _is_inside(item.network, owner):
        raise PermissionDenied
    before = item.owner_id
    item.owner, item.due = owner, due
    item.save(update_fields=["owner", "due"])
    record(actor=actor, verb="networks.phase_item_changed", about=item, network_id=item.network_id)
    if item.owner_id != before:
        _tell(item, actor)
    return item


@transaction.atomic
def tick_item(*, actor: User, item: PhaseItem, done: bool) -> PhaseItem:
    """Say that something is done, or that it is not after all. Raises `PermissionDenied`."""
    item = _locked(item)
    if not may_tick(actor, item):
        raise PermissionDenied
    if (item.done_at is not None) == done:
        return item
    item.done_at, item.done_by = (timezone.now(), actor) if done else (None, None)
    item.save(update_fields=["done_at", "done_by"])
    record(actor=actor, verb="networks.phase_item_ticked", about=item, network_id=item.network_id, done=done)
    return item


@transaction.atomic
def drop_item(*, actor: User, item: PhaseItem) -> None:
    """Take something off the list. Raises `PermissionDenied`."""
    if not may_keep_list(actor, item.network):
        raise PermissionDenied
    record(actor=actor, verb="networks.phase_item_dropped", about=item, network_id=item.network_id)
    item.delete()


@transaction.atomic
def propose_list(*, actor: User, network: Network) -> list[PhaseItem]:
    """Put what is proposed for the phase of now on the list, what is there already left out.

    Raises `PermissionDenied`.
    """
    if not may_keep_list(actor, network):
        raise PermissionDenied
    with override(actor.language):
        texts = [str(text) for text in PROPOSED[network.phase]]
    return [add_item(actor=actor, network=network, text=text) for text in texts]


@transaction.atomic
def move_phase(*, actor: User, network: Network, phase: str, reason: str = "") -> Network:
    """Say in which phase the network is. Running before everybody accepted the agreements asks for a reason.

    Raises `PermissionDenied`, and `ValidationError` when that reason is missing.
    """
    network = Network.objects.select_for_update().get(pk=network.pk)
    if phase not in Network.Phase.values or not may_move_phase(actor, network):
        raise PermissionDenied
    if phase == network.phase:
        return network
    asks = needs_reason(network, phase)
    if asks and not reason.strip():
        raise ValidationError({"reason": _("Write briefly why, others read it later.")})
    was, network.phase = network.phase, phase
    network.save(update_fields=["phase"])
    write_down(
        actor=actor,
        network=network,
        field="phase",
        was=was,
        now=phase,
        reason=reason.strip() if asks else "",
    )
    signals.network_changed.send(sender=Network, network=network, fields=["phase"], actor=actor)
    return network


def _is_inside(network: Network, owner: User | None) -> bool:
    return owner is None or network.participants.active().filter(user=owner).exists()


def _tell(item: PhaseItem, actor: User) -> None:
    if item.owner_id:
        signals.phase_item_given.send(sender=PhaseItem, item=item, actor=actor)
