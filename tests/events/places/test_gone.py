"""Who leaves a network or whose account is closed comes to nothing any more; what was held stays as it was."""

import pytest

from community.members.actions import deactivate, reactivate
from community.networks.actions import add_participant, remove_participant
from community.organisations.actions import affiliate
from events.models import Attendance
from events.places.actions import rides
from tests.factories import UserFactory

from .coming import come

pytestmark = pytest.mark.django_db


def leave(house):
    participant = house.network.participants.active().get(user=house.member)
    remove_participant(actor=house.member, participant=participant)


def come_back(house):
    add_participant(actor=house.facilitator, network=house.network, user=house.member)


def close(house):
    deactivate(actor=house.admin, person=house.member)


def open_again(house):
    house.member.refresh_from_db()
    reactivate(actor=house.admin, person=house.member)


WAYS = pytest.mark.parametrize(
    ("go", "back"), [(leave, come_back), (close, open_again)], ids=["left", "closed"]
)


@WAYS
def test_their_place_is_for_who_waits_and_they_are_asked_anew(go, back, house, small):
    other = UserFactory()
    add_participant(actor=house.facilitator, network=house.network, user=other)
    come(house.member, small)
    assert come(other, small).waiting_since
    go(house)
    assert not small.attendances.filter(user=house.member).exists()
    assert small.attendances.get(user=other).is_coming
    back(house)
    assert not small.attendances.filter(user=house.member).exists()
    assert come(house.member, small).waiting_since


@WAYS
def test_nobody_rides_with_them_and_who_would_hears_so(go, back, house):
    for person in (house.member, house.facilitator):
        come(person, house.meeting)
    ride = rides.offer_ride(
        actor=house.member, meeting=house.meeting, by="car", start="Gent", note="", seats=2
    )
    rides.ride_along(actor=house.facilitator, ride=ride, joins=True)
    go(house)
    assert not house.meeting.rides.exists()
    assert house.facilitator.notifications.filter(kind="events/ride_gone").count() == 1
    assert house.meeting.attendances.get(user=house.facilitator).is_coming


@WAYS
def test_what_was_held_stays(go, back, house):
    before = list(Attendance.objects.filter(meeting=house.held).values())
    assert any(row["user_id"] == house.member.pk for row in before)
    go(house)
    assert list(Attendance.objects.filter(meeting=house.held).values()) == before


def test_who_left_still_comes_to_what_is_open_to_everyone(house):
    house.meeting.visibility = "public"
    house.meeting.save()
    come(house.member, house.meeting)
    leave(house)
    assert house.meeting.attendances.get(user=house.member).is_coming


def test_of_a_deleted_account_somebody_without_a_name_stays_at_what_was_held(house, sign_in):
    affiliate(actor=house.admin, person=house.member, organisation=house.organisation)
    come(house.member, house.meeting)
    for person in (house.member, house.facilitator):
        house.held.attendances.update_or_create(
            user=person, defaults={"answer": "in_person", "attended": True, "needs": ["halal"]}
        )
    for person in (house.member, house.facilitator):
        person.refresh_from_db()
        person.delete()
    kept = house.held.attendances.filter(user=None, attended=True)
    assert [place.person_name for place in kept] == ["voormalig lid"] * 2
    assert {place.organisation_name for place in kept} == {house.organisation.name, ""}
    assert [place.needs for place in kept] == [[], []]
    assert not house.meeting.attendances.filter(user=None, name="voormalig lid").exists()
