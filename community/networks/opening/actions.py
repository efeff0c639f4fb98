"""What is done with an invitation after it was sent."""

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.journal.actions import record
from community.members.actions import open_account
from community.members.models import User

from .. import signals
from ..actions import accept_invitation
from ..actions.joining import INVITATION_DAYS
from ..models import Invitation, Participant, token_hash
from ..rights import STEWARDS
from .queries import State, has_account, link_of
from .rules import may_ask_for_new, may_manage_invitation


class HasAccount(Exception):
    """Somebody has an account with this address already; they sign in first."""


class NeedsCode(Exception):
    """Who will lead the network makes an account with a code by mail: a link may have been passed on."""


@transaction.atomic
def come_in_by_link(*, token: str, email: str, language: str) -> Participant:
    """Make an account for whom an invitation is for, and let them take part: the link came by mail to that address.

    `email` is what they say their address is, `language` a code of `User.Language`. Who will lead the network proves
    the address by a code first. Raises `PermissionDenied` when the link does not work or is for another address,
    `NeedsCode`, and `HasAccount`.
    """
    link = link_of(token)
    if link.state != State.OPEN or link.invitation is None or link.invitation.email != email.strip().lower():
        raise PermissionDenied
    if has_account(link.invitation.email):
        raise HasAccount
    if link.invitation.role in STEWARDS:
        raise NeedsCode
    try:
        with transaction.atomic():
            person = open_account(email=link.invitation.email, language=language)
    except IntegrityError as error:  # sent twice in one moment
        raise HasAccount from error
    return accept_invitation(actor=person, token=token)


@transaction.atomic
def ask_for_new(*, token: str) -> Invitation:
    """Ask who invited for a new link, which goes to the same address. Asking twice in a day changes nothing.

    Raises `PermissionDenied` for a link that works, was used, or that we never sent.
    """
    link = link_of(token)
    if link.invitation is None or link.state not in (State.EXPIRED, State.WITHDRAWN):
        raise PermissionDenied
    invitation = _held(link.invitation)
    if may_ask_for_new(invitation):
        invitation.asked_again_at = timezone.now()
        invitation.save(update_fields=["asked_again_at"])
        signals.invitation_asked.send(sender=Invitation, invitation=invitation)
    return invitation


@transaction.atomic
def send_once_more(*, actor: User, invitation: Invitation) -> tuple[Invitation, str]:
    """A new link to the same address; the old one works no more. Returns the invitation and its token.

    Raises `PermissionDenied`.
    """
    invitation = _held(invitation)
    if not may_manage_invitation(actor, invitation):
        raise PermissionDenied
    token = secrets.token_urlsafe(24)
    now = timezone.now()
    invitation.token_hash, invitation.expires_at = token_hash(token), now + timedelta(days=INVITATION_DAYS)
    invitation.sent_at, invitation.opened_at, invitation.bounced_at = now, None, None
    invitation.withdrawn_at = invitation.asked_again_at = None
    invitation.save()
    record(actor=actor, verb="networks.invited", about=invitation, network_id=invitation.network_id)
    signals.invited.send(sender=Invitation, invitation=invitation, token=token, actor=actor)
    return invitation, token


@transaction.atomic
def withdraw(*, actor: User, invitation: Invitation) -> Invitation:
    """The link works no more. A second time changes nothing. Raises `PermissionDenied`."""
    invitation = _held(invitation)
    if not may_manage_invitation(actor, invitation):
        raise PermissionDenied
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        record(
            actor=actor,
            verb="networks.invitation_withdrawn",
            about=invitation,
            network_id=invitation.network_id,
        )
    return invitation


def note_opened(invitation: Invitation) -> None:
    """Somebody for whom it may be opened the page of an invitation."""
    if invitation.opened_at is None:
        Invitation.objects.filter(pk=invitation.pk, opened_at=None).update(opened_at=timezone.now())


def _held(invitation: Invitation) -> Invitation:
    """The invitation as it is now; nobody else changes it meanwhile."""
    found = Invitation.objects.select_for_update(of=("self",)).select_related("network")
    return found.get(pk=invitation.pk)
