"""Places that come free, and answers that are given twice."""

import uuid

import pytest

from events.scheduling import actions

from .coming import come, register

pytestmark = pytest.mark.django_db


class TestPlaces:
    def test_presenters_and_hosts_take_no_seat(self, house, small):
        item = small.agenda.get()
        item.presenter = house.facilitator
        item.save()
        assert come(house.facilitator, small).is_coming
        assert come(house.member, small).is_coming

    def test_the_room_and_online_are_counted_apart(self, house, small):
        small.capacity_online = 1
        small.save()
        come(house.facilitator, small)
        come(house.member, small, "online")
        other = register(small, house.member, answer="online")
        assert other.waiting_since
        come(house.member, small, "in_person")
        other.refresh_from_db()
        assert other.is_coming
        assert small.attendances.get(user=house.member).waiting_since

    def test_another_host_frees_the_seats_of_its_people(self, house, small):
        come(house.facilitator, small)
        waiting = come(house.member, small)
        assert waiting.waiting_since
        actions.change_meeting(actor=house.facilitator, meeting=small, host=house.organisation)
        waiting.refresh_from_db()
        assert waiting.is_host is False  # she takes part for the house but is not on its staff list
        from community.organisations.actions import affiliate

        affiliate(actor=house.admin, person=house.member, organisation=house.organisation)
        actions.change_meeting(actor=house.facilitator, meeting=small, host=None)
        actions.change_meeting(actor=house.facilitator, meeting=small, host=house.organisation)
        waiting.refresh_from_db()
        assert (waiting.is_host, waiting.is_coming) == (True, True)


def test_a_second_click_changes_nothing(house):
    first = come(house.member, house.meeting)
    assert come(house.member, house.meeting).pk == first.pk
    assert uuid.UUID(str(house.meeting.uid))
