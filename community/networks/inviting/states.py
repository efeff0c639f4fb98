"""How far an invitation is, in words."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Invitation


@dataclass(frozen=True)
class State:
    """How far an invitation is: its icon, its colour and its words. `again`: sending it once more makes sense."""

    icon: str
    colour: str
    words: str | Promise
    again: bool = False


JOINED = State("ok", "ok", _("is in"))
WITHDRAWN = State("x", "", _("taken back"))
BOUNCED = State("warn", "no", _("the mail came back"), again=True)
EXPIRED = State("clock", "ask", _("expired"), again=True)
ASKED = State("clock", "ask", _("came too late, asks for a new one"), again=True)
OPENED = State("eye", "deep", _("opened the invitation"), again=True)
SENT = State("mail", "", _("sent"), again=True)


def state_of(invitation: Invitation | None) -> State:
    """How far somebody is who was invited; one whose invitation is gone came in."""
    if invitation is None or invitation.accepted_at:
        return JOINED
    if invitation.asked_again_at:
        return ASKED
    if invitation.withdrawn_at:
        return WITHDRAWN
    if invitation.bounced_at:
        return BOUNCED
    if invitation.expires_at <= timezone.now():
        return EXPIRED
    return OPENED if invitation.opened_at else SENT
