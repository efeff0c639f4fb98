"""Organisations become members of a network, leave it, and take their turn as host or not."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User
from community.organisations.models import Organisation

from .. import rules, signals
from ..models import Membership, Network, Participant
from ..rights import Right
from .people import gone_with_their_organisation, leave


@transaction.atomic
def add_member_organisation(
    *, actor: User, network: Network, organisation: Organisation, since: date | None = None
) -> Membership:
    """An organisation becomes a member. Raises `PermissionDenied`."""
    if not (actor.is_staff or rules.has_right(actor, network, Right.WELCOME)):
        raise PermissionDenied
    membership, created = Membership.objects.get_or_create(
        network=network,
        organisation=organisation,
        until=None,
        defaults={"since": since or timezone.localdate()},
    )
    if created:
        record(actor=actor, verb="networks.organisation_joined", about=membership, network_id=network.pk)
    return membership


@transaction.atomic
def end_membership(*, actor: User, network: Network, organisation: Organisation, until: date) -> Membership:
    """An organisation is a member until `until` (exclusive); its people stop taking part on that day.

    Facilitators stay, whatever organisation they are of. Raises `PermissionDenied`, and `ValidationError` for a day
    before it became a member or when it is no member.
    """
    if not (actor.is_staff or rules.has_right(actor, network, Right.REMOVE)):
        raise PermissionDenied
    Network.objects.select_for_update().get(pk=network.pk)  # before its people, as whoever leaves alone does
    membership = (
        network.memberships.select_for_update().filter(organisation=organisation).order_by("since").last()
    )
    if membership is None or (membership.until and membership.until <= timezone.localdate()):
        raise ValidationError(_("This organisation is no member any more."))
    if until <= membership.since:
        raise ValidationError(_("An organisation leaves after the day it became a member."))
    membership.until = until
    membership.save(update_fields=["until"])
    record(
        actor=actor,
        verb="networks.organisation_leaves",
        about=membership,
        network_id=network.pk,
        until=until.isoformat(),
    )
    gone = list(gone_with_their_organisation().filter(network=network))
    signals.participants_leave.send(sender=Participant, people=[one.user_id for one in gone])
    for participant in gone:
        leave(participant, actor=None)
    return membership


@transaction.atomic
def stay(*, actor: User, network: Network, organisation: Organisation) -> Membership:
    """An organisation that would leave on a day to come stays after all.

    Raises `PermissionDenied`, and `ValidationError` when it is no member any more.
    """
    if not (actor.is_staff or rules.has_right(actor, network, Right.REMOVE)):
        raise PermissionDenied
    membership = network.memberships.filter(organisation=organisation, until__gt=timezone.localdate()).last()
    if membership is None:
        raise ValidationError(_("This organisation is no member any more."))
    membership.until = None
    membership.save(update_fields=["until"])
    record(actor=actor, verb="networks.organisation_stays", about=membership, network_id=network.pk)
    return membership


def set_hosting(*, actor: User, network: Network, organisation: Organisation, hosts: bool) -> None:
    """Whether an organisation takes its turn as host. One without a room takes another task, and owes no turn.

    Raises `PermissionDenied`.
    """
    if not (actor.is_staff or rules.has_right(actor, network, Right.PLAN)):
        raise PermissionDenied
    for membership in network.memberships.filter(organisation=organisation, until=None):
        membership.exempt_from_hosting = not hosts
        membership.save(update_fields=["exempt_from_hosting"])
        record(
            actor=actor, verb="networks.hosting_changed", about=membership, network_id=network.pk, hosts=hosts
        )
