"""What stands behind the link of an invitation."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import TextChoices

from community.members.models import User

from ..models import Invitation, token_hash


class State(TextChoices):
    """What a link of an invitation still does. `UNKNOWN` is one that we never sent."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Link:
    """An invitation as its link finds it, None for an unknown one."""

    state: State
    invitation: Invitation | None

    @property
    def sent_to(self) -> str:
        """The address it was sent to, as others may read it: "h•••@wolkenboot.example.org"."""
        return masked(self.invitation.email) if self.invitation else ""


def link_of(token: str) -> Link:
    """The invitation behind a secret token."""
    found = Invitation.objects.select_related("network", "invited_by", "organisation")
    invitation = found.filter(token_hash=token_hash(token)).first()
    return Link(_state(invitation), invitation)


def _state(invitation: Invitation | None) -> State:
    if invitation is None:
        return State.UNKNOWN
    if invitation.accepted_at:
        return State.USED
    if invitation.network.closed_at:
        return State.CLOSED
    if invitation.withdrawn_at:
        return State.WITHDRAWN
    return State.OPEN if invitation.is_open else State.EXPIRED


def masked(email: str) -> str:
    """An address of which only the first letter and the domain are told."""
    name, _at, domain = email.rpartition("@")
    return f"{name[:1]}•••@{domain}"


def has_account(email: str) -> bool:
    """Whether somebody has an account with this address, proved or not."""
    known = EmailAddress.objects.filter(email__iexact=email).exists()
    return known or User.objects.filter(email__iexact=email).exists()
