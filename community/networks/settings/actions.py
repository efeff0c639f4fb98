from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.journal.actions import record
from community.members.models import User

from .. import signals
from ..models import Network, NetworkChange
from .rules import CHANGEABLE, may_change_settings


@transaction.atomic
def change_network(*, actor: User, network: Network, **fields: Any) -> list[str]:
    """Change fields of a network; each change is kept with who and when, and people concerned hear of it.

    Returns the names of the fields that are other than before. Raises `PermissionDenied`, and `ValidationError` by
    field.
    """
    network = Network.objects.select_for_update().get(pk=network.pk)
    if not may_change_settings(actor, network) or set(fields) - CHANGEABLE:
        raise PermissionDenied
    before = {name: getattr(network, name) for name in fields if getattr(network, name) != fields[name]}
    if not before:
        return []
    for name in before:
        setattr(network, name, fields[name])
    network.full_clean()
    network.save()
    for name, was in before.items():
        write_down(actor=actor, network=network, field=name, was=was, now=fields[name])
    changed = list(before)
    signals.network_changed.send(sender=Network, network=network, fields=changed, actor=actor)
    return changed


def write_down(
    *, actor: User, network: Network, field: str, was: object, now: object, reason: str = ""
) -> NetworkChange:
    """Keep a change in the history of a network. Called by actions that checked the right to make it."""
    change = NetworkChange.objects.create(
        network=network, field=field, was=_in_words(was), now=_in_words(now), reason=reason, by=actor
    )
    record(actor=actor, verb="networks.changed", about=change, network_id=network.pk, field=field)
    return change


def _in_words(value: object) -> str:
    """A value as the history keeps it; a list as lines."""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)
