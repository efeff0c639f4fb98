"""A network begins."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from community.journal.actions import record
from community.members.models import User
from community.organisations.islands import pick_hue

from .. import signals
from ..models import Network, Participant
from ..rules import may_start
from .people import add_participant


@transaction.atomic
def start_network(
    *, actor: User, facilitator: User, started_on: date | None = None, **fields: Any
) -> Network:
    """Start a network with its first facilitator. Rooms above give it a board and a chat room.

    Without a `hue` it gets the free one furthest from those of the others. Raises `PermissionDenied`, and
    `ValidationError` by field, such as a slug that no address can have.
    """
    if not may_start(actor):
        raise PermissionDenied
    if "hue" not in fields:
        fields["hue"] = pick_hue(list(Network.objects.values_list("hue", flat=True)))
    network = Network(started_on=started_on or timezone.localdate(), **fields)
    network.full_clean()
    network.save()
    record(actor=actor, verb="networks.started", about=network, network_id=network.pk)
    signals.network_started.send(sender=Network, network=network, actor=actor)
    add_participant(actor=actor, network=network, user=facilitator, role=Participant.Role.FACILITATOR)
    return network
