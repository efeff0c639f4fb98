"""Calling off a meeting."""

import datetime as dt

import pytest
from django.utils import timezone

from events.scheduling import actions

pytestmark = pytest.mark.django_db


def test_an_open_meeting_without_network_is_called_off_too(client, house, library):
    start = timezone.now() + dt.timedelta(days=20)
    found = actions.schedule_meeting(
        actor=house.admin, network=None, title="Webinar", visibility="public", mode="online",
        starts_at=start, ends_at=start + dt.timedelta(hours=1),
    )  # fmt: skip
    client.force_login(house.admin)
    assert client.get(f"/meetings/{found.pk}/cancel/").status_code == 200
    client.post(f"/meetings/{found.pk}/cancel/", {"who": "network"})
    found.refresh_from_db()
    assert found.is_cancelled
