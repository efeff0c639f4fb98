"""Meetings with few places."""

import pytest

from events.models import Meeting
from tests.factories import OrganisationFactory


@pytest.fixture
def small(house) -> Meeting:
    """The meeting of the house with one seat; its host's people do not count."""
    house.meeting.host = OrganisationFactory()
    house.meeting.capacity_in_person = 1
    house.meeting.save()
    return house.meeting
