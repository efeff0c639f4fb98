"""The working agreements of a network, which organisations sign."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.journal.actions import record
from community.members.models import User

from .. import rules
from ..models import Agreement, Network, Signature


@transaction.atomic
def publish_agreement(*, actor: User, network: Network, html: str) -> Agreement:
    """Publish the next version of the working agreements; every organisation signs again.

    Raises `PermissionDenied`.
    """
    Network.objects.select_for_update().get(pk=network.pk)
    if not rules.may_publish_agreement(actor, network):
        raise PermissionDenied
    last = network.agreements.first()
    agreement = network.agreements.create(
        version=last.version + 1 if last else 1, html=html, published_by=actor
    )
    record(actor=actor, verb="networks.agreement_published", about=agreement, network_id=network.pk)
    return agreement


@transaction.atomic
def sign_agreement(*, actor: User, agreement: Agreement) -> Signature:
    """Accept the newest version for the organisation one takes part for. Signing twice changes nothing.

    Raises `PermissionDenied`, also when there is a newer version.
    """
    network = agreement.network
    if not rules.may_sign_for(actor, network) or network.agreements.first() != agreement:
        raise PermissionDenied
    part = network.participants.get(user=actor)
    signature, created = Signature.objects.get_or_create(
        agreement=agreement, organisation=part.organisation, defaults={"signed_by": actor}
    )
    if created:
        record(actor=actor, verb="networks.agreement_signed", about=signature, network_id=network.pk)
    return signature
