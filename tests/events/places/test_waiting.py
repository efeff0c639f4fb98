"""A full meeting: who waits, and who gets a place that comes free."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from community.networks.actions import add_participant
from community.notifications.models import Notification
from events.models import Meeting
from events.places.actions import answers as places
from events.scheduling import actions
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LONG_AGO = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)


@pytest.fixture
def small(house):
    """A meeting with two seats, and five people who want them."""
    house.meeting.capacity_in_person = 2
    house.meeting.save()
    people = [UserFactory() for _ in range(5)]
    for person in people:
        add_participant(actor=house.facilitator, network=house.network, user=person)
    return house.meeting, people


class TestPlaces:
    def test_who_finds_it_full_waits_in_order_and_moves_up(self, small):
        meeting, people = small
        for person in people:
            places.answer_meeting(actor=person, meeting=meeting, answer="in_person")
        assert [a.user for a in meeting.attendances.waiting("in_person")] == people[2:]
        places.answer_meeting(actor=people[0], meeting=meeting, answer="no")
        assert {a.user for a in meeting.attendances.coming("in_person")} == {people[1], people[2]}
        assert people[2].notifications.filter(kind="events/promoted").count() == 1
        places.answer_meeting(actor=people[0], meeting=meeting, answer="in_person")
        assert [a.user for a in meeting.attendances.waiting("in_person")] == [*people[3:], people[0]]

    def test_answering_twice_keeps_the_place_in_line(self, small):
        meeting, people = small
        for person in people:
            places.answer_meeting(actor=person, meeting=meeting, answer="in_person")
        places.answer_meeting(actor=people[2], meeting=meeting, answer="in_person")
        assert meeting.attendances.waiting("in_person").first().user == people[2]

    def test_more_seats_let_people_in(self, small, house):
        meeting, people = small
        for person in people:
            places.answer_meeting(actor=person, meeting=meeting, answer="in_person")
        actions.change_meeting(actor=house.facilitator, meeting=meeting, capacity_in_person=4)
        assert meeting.attendances.waiting("in_person").count() == 1

    def test_online_has_its_own_places(self, small):
        meeting, people = small
        for person in people:
            places.answer_meeting(actor=person, meeting=meeting, answer="online")
        assert meeting.attendances.coming("online").count() == 5

    def test_an_online_meeting_has_no_room(self, house):
        house.meeting.mode = "online"
        house.meeting.save()
        with pytest.raises(ValidationError):
            places.answer_meeting(actor=house.member, meeting=house.meeting, answer="in_person")

    def test_outsiders_do_not_answer(self, house):
        with pytest.raises(PermissionDenied):
            places.answer_meeting(actor=house.outsider, meeting=house.meeting, answer="in_person")


@pytest.mark.parametrize(
    "ended", [{"status": "cancelled"}, {"starts_at": LONG_AGO, "ends_at": LONG_AGO + dt.timedelta(hours=2)}]
)
def test_more_seats_afterwards_let_nobody_in(small, house, ended):
    meeting, people = small
    for person in people:
        places.answer_meeting(actor=person, meeting=meeting, answer="in_person")
    Meeting.objects.filter(pk=meeting.pk).update(**ended)
    actions.change_meeting(actor=house.facilitator, meeting=meeting, capacity_in_person=4)
    assert meeting.attendances.waiting("in_person").count() == 3
    assert not Notification.objects.filter(kind="events/promoted").exists()
