"""The page of a network: its season for who takes part, the door for others."""

import datetime as dt

import pytest
from django.utils import timezone

from community.home.networks import door, season
from community.networks.models import Network
from tests.factories import MeetingFactory, NetworkFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "policy", "expected"),
    [
        ("applicant", "request", "waiting"),
        ("outsider", "request", "ask"),
        ("visitor", "request", "ask"),
        ("deactivated", "request", "closed"),
        ("outsider", "invitation", "closed"),
        ("visitor", "invitation", "closed"),
    ],
)
def test_the_door(who, policy, expected, house):
    Network.objects.filter(pk=house.network.pk).update(visibility="public", join_policy=policy)
    assert door(house.user(who), Network.objects.get(pk=house.network.pk)) == expected


def test_the_season_is_the_last_two_meetings_and_the_next_three():
    network, now = NetworkFactory(), timezone.now()
    days = (-90, -60, -30, 3, 14, 16, 40)
    for day in days:
        start = now + dt.timedelta(days=day)
        MeetingFactory(
            network=network, title=str(day), starts_at=start, ends_at=start + dt.timedelta(hours=1)
        )
    assert [(stop.meeting.title, stop.state) for stop in season(network)] == [
        ("-60", "past"),
        ("-30", "past"),
        ("3", "now"),
        ("14", "now"),
        ("16", "later"),
    ]
