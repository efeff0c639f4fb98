from dataclasses import dataclass

from community.words import words

from ..making.queries import look_alikes
from ..models import Organisation

MOST = 12


@dataclass(frozen=True)
class Weight:
    """How much hangs on an organisation: people, networks and places."""

    people: int
    networks: int
    places: int


def weight_of(organisation: Organisation) -> Weight:
    """What would move with it."""
    return Weight(
        people=organisation.affiliations.current().count(),
        networks=organisation.memberships.count(),
        places=organisation.venues.count(),
    )


def other_than(organisation: Organisation, typed: str) -> list[Organisation]:
    """Those that may be the same one: with these words in their name, or else those that look like it."""
    if not words(typed):
        return [
            one for one in look_alikes(organisation.name, organisation.municipality) if one != organisation
        ]
    found = Organisation.objects.exclude(pk=organisation.pk)
    for word in words(typed)[:6]:
        found = found.filter(folded__contains=word)
    return list(found[:MOST])
