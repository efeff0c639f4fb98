"""Travelling together."""

import pytest
from django.core.exceptions import ValidationError

from community.networks.actions import add_participant
from events.models import Attendance
from events.places.actions import rides
from tests.factories import UserFactory
from tests.house import CANARY

from .coming import come

pytestmark = pytest.mark.django_db


class TestRides:
    def offer(self, house, seats=1):
        come(house.facilitator, house.meeting)
        return rides.offer_ride(
            actor=house.facilitator, meeting=house.meeting, by="car", start="Gent", note="", seats=seats
        )

    def test_the_last_place_is_taken_once(self, house):
        ride = self.offer(house)
        other = UserFactory()
        add_participant(actor=house.facilitator, network=house.network, user=other)
        for person in (house.member, other):
            come(person, house.meeting)
        rides.ride_along(actor=house.member, ride=ride, joins=True)
        with pytest.raises(ValidationError):
            rides.ride_along(actor=other, ride=ride, joins=True)
        rides.ride_along(actor=house.member, ride=ride, joins=False)
        rides.ride_along(actor=other, ride=ride, joins=True)
        assert [place.user for place in ride.passengers.all()] == [other]
        assert house.facilitator.notifications.filter(kind="events/ride").count() == 3

    def test_only_who_comes_rides_along(self, house):
        ride = self.offer(house)
        with pytest.raises(ValidationError):
            rides.ride_along(actor=house.member, ride=ride, joins=True)

    def test_a_driver_who_stays_home_takes_the_ride_away(self, house):
        ride = self.offer(house, seats=2)
        come(house.member, house.meeting)
        rides.ride_along(actor=house.member, ride=ride, joins=True)
        come(house.facilitator, house.meeting, "no")
        assert not house.meeting.rides.exists()
        assert house.member.notifications.filter(kind="events/ride_gone").exists()
        assert Attendance.objects.get(user=house.member, meeting=house.meeting).is_coming


def test_only_its_network_sees_the_rides_of_an_open_meeting(house, sign_in):
    """What members of the network share stays among them when a meeting is shown to everyone."""
    house.later.visibility = "public"
    house.later.title = "Open"
    house.later.save()
    page = sign_in(house.outsider).get(house.later.get_absolute_url()).text
    assert CANARY not in page.replace(house.network.name, "")
    assert CANARY in sign_in(house.member).get(house.later.get_absolute_url()).text
