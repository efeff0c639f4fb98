from dataclasses import dataclass

from ..models import Network, Participant
from ..rights import HOLDERS, STEWARDS, Right, Role


@dataclass(frozen=True)
class People:
    """Who takes part in a network: who keeps it going, the others, and who did before.

    `lonely` is whether one person alone facilitates it.
    """

    stewards: list[Participant]
    others: list[Participant]
    former: list[Participant]
    lonely: bool


def people_of(network: Network) -> People:
    """Everybody who takes part or did, by name; for two questions whatever their number."""
    parts = network.participants.select_related("user", "organisation")
    now = list(parts.active())
    order = list(Role.values)
    now.sort(key=lambda part: order.index(part.role))
    stewards = [part for part in now if part.role in STEWARDS]
    return People(
        stewards=stewards,
        others=[part for part in now if part.role not in STEWARDS],
        former=list(parts.exclude(left_at=None)),
        lonely=len(stewards) < 2,
    )


@dataclass(frozen=True)
class Row:
    """A right, and for each role whether it has it."""

    right: Right
    held: list[bool]


def table_of_rights() -> list[Row]:
    """What each role may do, as the rules ask it: a row for each right, a column for each role."""
    return [Row(right, [role in HOLDERS[right] for role in Role]) for right in Right]
