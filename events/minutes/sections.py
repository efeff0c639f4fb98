"""What stays of a meeting: its minutes, and the actions that were agreed."""

from dataclasses import dataclass

from ..meetings.rules import prepares
from ..meetings.sections import MEETING, Look
from .models import Minutes
from .queries import ActionRow, actions_for
from .rules import may_read_minutes, may_set_action, may_take_notes


@dataclass(frozen=True)
class MinutesOf:
    """The minutes, for who may read them."""

    minutes: Minutes | None
    may_write: bool
    may_take_notes: bool


@MEETING.register("minutes", "events/minutes/_minutes.html")
def minutes(look: Look) -> MinutesOf | None:
    """For who takes part in the network."""
    standing = look.standing
    if not standing.takes_part:
        return None
    written = Minutes.objects.filter(meeting=look.meeting).first()
    notes = may_take_notes(standing)
    return MinutesOf(
        minutes=written if written and may_read_minutes(standing, written) else None,
        may_write=notes and prepares(standing),
        may_take_notes=notes,
    )


@MEETING.register("actions", "events/minutes/_actions.html")
def actions(look: Look) -> list[ActionRow] | None:
    """For who takes part in the network: what this meeting looks at, and how far one's own are."""
    network = look.meeting.network
    if network is None or not look.standing.takes_part:
        return None
    found = actions_for(network, look.meeting)
    return [ActionRow(action, may_set_action(look.standing.part, action)) for action in found]
