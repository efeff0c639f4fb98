"""The concept becomes a network."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.members.models import User

from ...actions.joining import invite
from ...actions.organisations import add_member_organisation
from ...actions.starting import start_network
from ...models import Beginning, Network, Participant
from ...rules import may_start
from .. import rules
from ..slugs import free_slug
from .preparing import locked, refuse_taken_name
from .seconding import refuse_unfilled_secondment


@transaction.atomic
def start(*, actor: User, beginning: Beginning) -> Network:
    """Start the network of a concept, with its owner as facilitator and its organisations as members.

    Nobody is invited but the second facilitator. Pressed twice, it is started once. Raises `PermissionDenied`, and
    `ValidationError` by field for what is not filled in.
    """
    beginning = locked(beginning)
    if beginning.network_id is not None and beginning.owner_id == actor.pk:
        return Network.objects.get(pk=beginning.network_id)
    if not may_start(actor) or not rules.may_change(actor, beginning):
        raise PermissionDenied
    return open_network(actor=actor, beginning=beginning)


def open_network(*, actor: User, beginning: Beginning) -> Network:
    """A step of verbs that asked who may, and hold the concept: the network as it stands there, and its members."""
    owner = beginning.owner
    refuse_taken_name(owner, beginning.name)
    refuse_unfilled_secondment(beginning)
    network = start_network(
        actor=actor,
        facilitator=owner,
        slug=free_slug(beginning.name),
        **{
            name: getattr(beginning, name)
            for name in (
                "name", "purpose", "theme", "cooperation_form", "hue", "motive", "funder", "visibility",
                "join_policy", "ground_rules",
            )
        },
    )  # fmt: skip
    for organisation in beginning.organisations.all():
        add_member_organisation(actor=owner, network=network, organisation=organisation)
    if beginning.second and beginning.second.is_active:
        role = Participant.Role.FACILITATOR
        invite(actor=owner, network=network, email=beginning.second.email, role=role)
    beginning.network, beginning.status = network, Beginning.Status.BEGUN
    beginning.save()
    return network
