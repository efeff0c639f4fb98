"""What is known of the days on which an organisation could host. Who asks organisations registers what they said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from community.networks.models import Network
from community.organisations.models import Organisation


@dataclass(frozen=True)
class Days:
    """What somebody knows of days.

    `cannot`: an organisation said last that it does not host on this day. `can`: the days on which it said that it
    hosts. `closed`: the network does not meet on this day.
    """

    cannot: Callable[[Network, Organisation, date], bool]
    can: Callable[[Network, Organisation], set[date]]
    closed: Callable[[Network, date], bool]


_known: list[Days] = []


def register(days: Days) -> None:
    """Called once, at start-up."""
    _known.append(days)


def cannot_host(network: Network, organisation: Organisation, day: date) -> bool:
    """The organisation said that it does not host on this day."""
    return any(days.cannot(network, organisation, day) for days in _known)


def can_host(network: Network, organisation: Organisation) -> list[date]:
    """The days on which the organisation said that it hosts, in order."""
    return sorted(set().union(*(days.can(network, organisation) for days in _known)))


def is_closed(network: Network, day: date) -> bool:
    """The network does not meet on this day."""
    return any(days.closed(network, day) for days in _known)
