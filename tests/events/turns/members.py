"""Members of a network, and how their turns stand."""

import datetime as dt

from community.networks import actions as networks
from events.turns import ledger
from tests.factories import OrganisationFactory


def third_house(house, since=dt.date(2025, 9, 1)):
    """One more member, with a room that is large enough."""
    third = OrganisationFactory(name="Third house")
    networks.add_member_organisation(
        actor=house.facilitator, network=house.network, organisation=third, since=since
    )
    third.venues.create(name="Zaal", municipality="Gent", latitude=51, longitude=3, capacity=40, hybrid=True)
    return third


def balances(network) -> dict:
    return {line.organisation.name: line.balance for line in ledger.lines(network)}
