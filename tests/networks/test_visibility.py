"""The one rule of visibility: public, for members, or for one network; the same for everything that carries content."""

import pytest

from community.networks.models import Network, Visibility
from community.search.models import SearchEntry
from events.models import Meeting
from forum.models import Board, Topic
from tests.house import House

pytestmark = pytest.mark.django_db
#: What carries content -> where the visibility of what the closed network holds is kept.
CONTENT = {
    Network: lambda house: Network.objects.filter(pk=house.network.pk),
    Board: lambda house: house.network.boards,
    Topic: lambda house: house.network.boards,
    Meeting: lambda house: house.network.meetings,
    SearchEntry: lambda house: SearchEntry.objects.filter(network=house.network),
}
PERSONAS = [*House.INSIDE, *House.OUTSIDE]
READERS = {
    Visibility.PUBLIC: {*PERSONAS},
    Visibility.MEMBERS: {*PERSONAS} - {"visitor"},  # a closed account signs in nowhere
    Visibility.NETWORK: {*House.INSIDE},
}


def seen(model, house) -> dict[str, int]:
    """How many things of the closed network each of the ten people sees, who sees any."""
    of_network = {Network: {"pk": house.network.pk}, Topic: {"board__network": house.network}}
    things = model.objects.filter(**of_network.get(model, {"network": house.network}))
    counts = {who: (things & model.objects.visible_to(house.user(who))).count() for who in PERSONAS}
    return {who: count for who, count in counts.items() if count}


@pytest.mark.parametrize("visibility", READERS)
@pytest.mark.parametrize("model", CONTENT, ids=lambda model: model.__name__)
def test_who_sees_it(model, visibility, house):
    CONTENT[model](house).update(visibility=visibility)
    found = seen(model, house)
    assert set(found) == READERS[visibility]
    assert len(set(found.values())) == 1  # who sees any of it sees all of it
