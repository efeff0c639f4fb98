"""What a link in a mail opens."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from community.networks.actions import add_participant, remove_participant
from events.meetings.links import answer_path, place_path
from events.models import Meeting
from tests.factories import UserFactory
from tests.house import CANARY

from .coming import come, link_in, newest_mail, register

pytestmark = pytest.mark.django_db


class TestLinks:
    def test_who_moved_up_declines_by_link_and_the_next_one_moves_up(self, house, small, client):
        third = UserFactory()
        add_participant(actor=house.facilitator, network=house.network, user=third)
        for person in (house.facilitator, house.member, third):
            come(person, small)
        come(house.facilitator, small, "no")
        promoted = small.attendances.get(user=house.member)
        assert promoted.is_coming
        link = link_in(newest_mail(to=house.member.email, kind="events/promoted"))
        assert client.post(link, {"answer": "no"}).status_code == 302
        promoted.refresh_from_db()
        assert promoted.answer == "no"
        assert small.attendances.get(user=third).is_coming

    def test_forged_and_old_links_are_refused(self, house, small, client, library):
        place = register(small, house.member)
        link = place_path(place)
        assert client.get(link[:-3] + "x/").status_code == 410
        assert client.get(reverse("events:place", args=["x"])).status_code == 410
        place.delete()
        assert client.get(link).status_code == 410

    def test_the_link_of_who_left_shows_nothing(self, house, small, client, library):
        place = come(house.member, small)
        link = place_path(place)
        assert CANARY in client.get(link).text
        part = house.network.participants.get(user=house.member)
        remove_participant(actor=house.facilitator, participant=part)
        response = client.get(link)
        assert (response.status_code, CANARY in response.text) == (410, False)

    def test_the_link_of_an_invitation_shows_nothing_to_who_left_meanwhile(
        self, house, small, client, library
    ):
        """They never answered, so there is no place that went with them."""
        person = UserFactory()
        part = add_participant(actor=house.facilitator, network=house.network, user=person)
        link = answer_path(small, person)
        assert client.get(link).status_code == 200
        remove_participant(actor=house.facilitator, participant=part)
        assert client.get(link).status_code == 410

    def test_after_the_meeting_the_link_changes_nothing(self, house, small, client, library):
        place = register(small, house.member)
        Meeting.objects.filter(pk=small.pk).update(
            starts_at=timezone.now() - dt.timedelta(hours=3), ends_at=timezone.now() - dt.timedelta(hours=1)
        )
        assert client.post(place_path(place), {"answer": "no"}, follow=True).status_code == 200
        place.refresh_from_db()
        assert place.answer == "in_person"
