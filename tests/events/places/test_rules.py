"""Who answers a meeting."""

import datetime as dt

import pytest
from django.utils import timezone

from events.meetings.standing import standing_of
from events.places.rules import may_answer
from tests.factories import MeetingFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("visibility", "inside", "state", "may"),
    [
        ("network", True, "planned", True),
        ("network", False, "planned", False),
        ("public", False, "planned", True),
        ("network", True, "cancelled", False),
        ("network", True, "over", False),
    ],
)
def test_who_may_answer(visibility, inside, state, may):
    start = timezone.now() + dt.timedelta(days=-9 if state == "over" else 9)
    status = "cancelled" if state == "cancelled" else "planned"
    meeting = MeetingFactory(visibility=visibility, starts_at=start, status=status)
    user = ParticipantFactory(network=meeting.network).user if inside else UserFactory()
    assert may_answer(standing_of(user, meeting)) is may
