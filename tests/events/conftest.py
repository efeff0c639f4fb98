"""What the tests of meetings share."""

import datetime as dt

import pytest
from django.utils import timezone

from events.models import Meeting, SwapRequest


@pytest.fixture
def free(house):
    """No swap is asked yet, and both meetings lie beyond the notice period."""
    SwapRequest.objects.all().delete()
    for meeting, days in ((house.meeting, 35), (house.later, 70)):
        start = timezone.now() + dt.timedelta(days=days)
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + dt.timedelta(hours=3))
        meeting.refresh_from_db()
    return house
