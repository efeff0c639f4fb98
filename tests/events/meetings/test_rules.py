"""Who plans meetings."""

import pytest
from django.utils import timezone

from events.meetings.rules import may_schedule_meeting
from tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "closed", "expected"),
    [
        ("facilitator", False, True),
        ("facilitator", True, False),
        ("member", False, False),
        ("guest", False, False),
    ],
)
def test_only_a_facilitator_schedules_meetings_while_the_network_runs(role, closed, expected):
    part = ParticipantFactory(role=role, network__closed_at=timezone.now() if closed else None)
    assert may_schedule_meeting(part.user, part.network) is expected
