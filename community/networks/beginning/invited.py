"""Who was invited by a list, and how far each of them is."""

from dataclasses import dataclass

from ..inviting.states import State, state_of
from ..models import Beginning, Line

FEW = 8


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


def invited_by_list(beginning: Beginning, *, everyone: bool) -> Invited:
    """Those who were invited, at most eight unless everyone is asked; who is in stands first."""
    found = beginning.lines.exclude(invitation=None).select_related("invitation", "organisation")
    found = found.order_by("invitation__accepted_at", "number")
    guests = [Guest(line, state_of(line.invitation)) for line in (found if everyone else found[:FEW])]
    return Invited(
        guests=guests,
        count=beginning.lines.exclude(invitation=None).count(),
        joined=beginning.lines.exclude(invitation__accepted_at=None).count(),
    )
