"""What is known of the days on which an organisation could host. Who asks organisations registers what they said."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from community.networks.models import Network
from community.organisations.models import Organisation


@dataclass(frozen=True)
class Days:
    """What somebody knows of days.

    `cannot`: an organisation said last that it does not host on this day. `can`: the days on which it said that it
    hosts. `closed`: those of these days on which the network does not meet.
    """

    cannot: Callable[[Network, Organisation, date], bool]
    can: Callable[[Network, Organisation], set[date]]
    closed: Callable[[Network, Collection[date]], set[date]]


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


def closed_days(network: Network, wished: Collection[date]) -> set[date]:
    """Those of these days on which the network does not meet."""
    return set().union(*(days.closed(network, wished) for days in _known))
