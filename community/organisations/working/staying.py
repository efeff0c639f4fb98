"""What stays with an organisation when somebody stops working there. The rooms above know it; they register how."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from community.members.models import User

from ..models import Organisation


@dataclass(frozen=True)
class Stays:
    """One thing that stays: what it is, some facts, and whether it asks for a successor; else `note` says why not."""

    key: str
    icon: str
    title: str
    facts: tuple[str, ...] = ()
    asks: bool = True
    note: str = ""


@dataclass(frozen=True)
class Passing:
    """On the day the thing `key` of `person` goes to `successor`, or to nobody yet. They may work at `moves_to`."""

    key: str
    person: User
    organisation: Organisation
    successor: User | None
    moves_to: Organisation | None


@dataclass(frozen=True)
class Keeper:
    """How a room says what stays of somebody at an organisation, and how it passes one thing on."""

    stays: Callable[[User, Organisation], list[Stays]]
    pass_on: Callable[[Passing], None]


_keepers: dict[str, Keeper] = {}


def register(name: str, keeper: Keeper) -> None:
    """From now on this room is asked too. Rooms are asked, and pass on, in the order in which they registered."""
    _keepers[name] = keeper


def stays_of(person: User, organisation: Organisation) -> list[Stays]:
    """Everything that stays, each with a key that no other room has."""
    return [
        replace(one, key=f"{name}:{one.key}")
        for name, keeper in _keepers.items()
        for one in keeper.stays(person, organisation)
    ]


def pass_on(passing: Passing) -> None:
    """One thing goes to its successor. Called on the day, in the transaction of the departure."""
    name, _colon, key = passing.key.partition(":")
    _keepers[name].pass_on(replace(passing, key=key))
