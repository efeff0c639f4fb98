"""Who was invited by a list, and how far each of them is."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Beginning, Line

FEW = 8


@dataclass(frozen=True)
class State:
    """How far an invitation is: its icon, its colour and its words."""

    icon: str
    colour: str
    words: str | Promise


JOINED = State("ok", "ok", _("is in"))
EXPIRED = State("clock", "ask", _("expired"))
SENT = State("mail", "", _("sent"))


@dataclass(frozen=True)
class Guest:
    """Somebody who was invited."""

    line: Line
    how_far: State


@dataclass
class Invited:
    """Who was invited: the first of them by name, how many there are and how many came in."""

    guests: list[Guest]
    count: int
    joined: int

    @property
    def more(self) -> bool:
        return len(self.guests) < self.count


def state_of(line: Line) -> State:
    """How far the invitation of a line is."""
    invitation = line.invitation
    if invitation is None or invitation.accepted_at:
        return JOINED
    return EXPIRED if invitation.expires_at < timezone.now() else SENT


def invited_by_list(beginning: Beginning, *, everyone: bool) -> Invited:
    """Those who were invited, at most eight unless everyone is asked; who is in stands first."""
    found = beginning.lines.exclude(invitation=None).select_related("invitation", "organisation")
    found = found.order_by("invitation__accepted_at", "number")
    guests = [Guest(line, state_of(line)) for line in (found if everyone else found[:FEW])]
    return Invited(
        guests=guests,
        count=beginning.lines.exclude(invitation=None).count(),
        joined=beginning.lines.exclude(invitation__accepted_at=None).count(),
    )
