"""Ways into a network: an invitation by mail, or a request that is answered."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.journal.actions import record
from community.members.emails import mailable
from community.members.models import User
from community.organisations.models import Organisation

from .. import rules, signals
from ..models import Invitation, JoinRequest, Network, Participant
from .people import add_participant

INVITATION_DAYS = 30


def token_hash(token: str) -> str:
    """What is kept of a secret token: who reads our database cannot make the link of it."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    actor: User,
    network: Network,
    email: str,
    organisation: Organisation | None = None,
    role: str = "member",
) -> tuple[Invitation, str]:
    """Invite somebody by mail. Returns the invitation and its secret token, which is not kept.

    Raises `PermissionDenied`, and `ValidationError` for an address that cannot be mailed.
    """
    if not rules.may_invite(actor, network):
        raise PermissionDenied
    email = mailable(email)
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        network=network,
        email=email.lower(),
        organisation=organisation,
        role=role,
        token_hash=token_hash(token),
        invited_by=actor,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    record(actor=actor, verb="networks.invited", about=invitation, network_id=network.pk)
    signals.invited.send(sender=Invitation, invitation=invitation, token=token, actor=actor)
    return invitation, token


def open_invitation(token: str) -> Invitation | None:
    """The invitation behind a link while it works: not used, not expired."""
    invitation = (
        Invitation.objects.select_related("network", "invited_by", "organisation")
        .filter(token_hash=token_hash(token))
        .first()
    )
    return invitation if invitation and invitation.is_open and invitation.network.closed_at is None else None


@transaction.atomic
def accept_invitation(*, actor: User, token: str) -> Participant:
    """Join by an invitation, for the organisation that it names; who takes part already keeps their role.

    Raises `PermissionDenied` when it is used, expired, or for somebody else.
    """
    invitation = open_invitation(token)
    if invitation is None or not _owns_address(actor, invitation.email):
        raise PermissionDenied
    taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=timezone.now())
    if not taken:
        raise PermissionDenied
    part = invitation.network.participants.active().filter(user=actor).first()
    return add_participant(
        actor=actor,
        network=invitation.network,
        user=actor,
        role=part.role if part and part.role != Participant.Role.GUEST else invitation.role,
        organisation=invitation.organisation or (part.organisation if part else works_for(actor)),
    )


def works_for(user: User) -> Organisation | None:
    """The organisation that stands beside somebody's name."""
    found = user.affiliations.current().select_related("organisation")
    own = [one.organisation for one in found]
    return next((one for one in own if one.slug == user.island), own[0] if own else None)


def _owns_address(user: User, email: str) -> bool:
    if not user.is_authenticated:
        return False
    if user.email.lower() == email.lower():
        return True
    return EmailAddress.objects.filter(user=user, email__iexact=email, verified=True).exists()


@transaction.atomic
def ask_to_join(*, actor: User, network: Network, motivation: str) -> JoinRequest:
    """Ask to take part. Asking twice changes nothing. Raises `PermissionDenied`."""
    waiting = network.join_requests.filter(user=actor.pk, status=JoinRequest.Status.WAITING).first()
    if waiting:
        return waiting
    if not rules.may_ask_to_join(actor, network):
        raise PermissionDenied
    try:
        with transaction.atomic():
            request = JoinRequest.objects.create(network=network, user=actor, motivation=motivation)
    except IntegrityError:
        return network.join_requests.get(user=actor, status=JoinRequest.Status.WAITING)
    record(actor=actor, verb="networks.join_requested", about=request, network_id=network.pk)
    signals.join_requested.send(sender=JoinRequest, join_request=request, actor=actor)
    return request


@transaction.atomic
def answer_request(
    *, actor: User, request: JoinRequest, approve: bool, organisation: Organisation | None = None
) -> JoinRequest:
    """Let somebody in for an organisation (where they work, unless it is named), or decline.

    The second answer to a request changes nothing. Raises `PermissionDenied`.
    """
    request = JoinRequest.objects.select_for_update().select_related("network", "user").get(pk=request.pk)
    if not rules.may_answer_requests(actor, request.network):
        raise PermissionDenied
    if request.status != JoinRequest.Status.WAITING:
        return request
    request.status = JoinRequest.Status.APPROVED if approve else JoinRequest.Status.DECLINED
    request.answered_by = actor
    request.save(update_fields=["status", "answered_by"])
    if approve:
        organisation = organisation or works_for(request.user)
        add_participant(actor=actor, network=request.network, user=request.user, organisation=organisation)
    record(
        actor=actor,
        verb="networks.join_answered",
        about=request,
        network_id=request.network_id,
        approved=approve,
    )
    signals.join_answered.send(sender=JoinRequest, join_request=request, actor=actor)
    return request
