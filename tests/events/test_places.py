"""Places: guests, links, the waiting list, needs and rides."""

import datetime as dt
import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from community.networks.actions import add_participant
from community.notifications.models import OutgoingMail
from events.meetings.links import place_path
from events.models import Attendance, Meeting
from events.places import links
from events.places.actions import answers as places
from events.places.actions import guests, needs, rides
from events.places.queries import needs_of
from events.scheduling import actions
from tests.factories import MeetingFactory, OrganisationFactory, UserFactory
from tests.house import CANARY

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(house) -> Meeting:
    """The meeting of the house with one seat; its host's people do not count."""
    house.meeting.host = OrganisationFactory()
    house.meeting.capacity_in_person = 1
    house.meeting.save()
    return house.meeting


@pytest.fixture
def open_meeting(db) -> Meeting:
    return MeetingFactory(
        network=None,
        visibility="public",
        title="Webinar",
        mode="online",
        join_url="https://meet.example.org/w",
    )


def come(person, meeting, answer="in_person"):
    return places.answer_meeting(actor=person, meeting=meeting, answer=answer)


def newest_mail(**fields) -> OutgoingMail:
    return OutgoingMail.objects.filter(**fields).latest("pk")


def register(meeting, actor=None, email="gast@example.org", answer="in_person", **fields):
    return guests.register_guest(
        meeting=meeting, actor=actor, name="Gast Vrouw", email=email, answer=answer, **fields
    )


def link_in(mail) -> str:
    """The link to a place; it holds the second in which it was made, so it is not made again to compare."""
    return re.search(r"/meetings/place/\S+/", mail.text)[0]


class TestGuests:
    def test_a_member_brings_a_guest_who_gets_a_mail_with_a_place(self, house, small):
        place = register(small, house.member)
        assert (place.person_name, place.is_coming, place.registered_by) == ("Gast Vrouw", True, house.member)
        sent = newest_mail(to="gast@example.org")
        assert links.open_place(link_in(sent).split("/")[-2]) == place
        assert f"{small.uid}@vonder" in sent.calendar.replace("\r\n ", "")

    def test_a_colleague_with_an_account_gets_the_place_themselves(self, house, small):
        place = register(small, house.member, email=house.facilitator.email.upper())
        assert (place.user, place.name) == (house.facilitator, "")

    def test_nobody_is_registered_twice(self, house, small):
        register(small, house.member)
        with pytest.raises(guests.AlreadyRegistered):
            register(small, house.member, email="GAST@example.org")

    def test_a_guest_waits_in_line_like_everyone(self, house, small):
        come(house.facilitator, small)
        place = register(small, house.member)
        assert place.waiting_since
        assert "wachtlijst" in newest_mail(to="gast@example.org").subject
        come(house.facilitator, small, "no")
        place.refresh_from_db()
        assert place.is_coming
        assert "plaats voor je" in newest_mail(to="gast@example.org").subject

    @pytest.mark.parametrize("who", ["outsider", "former", "visitor"])
    def test_others_bring_nobody_to_a_network_meeting(self, house, small, who):
        with pytest.raises(PermissionDenied):
            register(small, house.who(who))

    def test_a_visitor_registers_for_what_is_open(self, open_meeting, client, library):
        page = client.get(open_meeting.get_absolute_url()).text
        assert "application/ld+json" in page
        assert "meet.example.org" not in page
        data = {"name": "Ria", "email": "ria@example.org", "answer": "online", "website": ""}
        response = client.post(reverse("events:guest", args=[open_meeting.pk]), data, follow=True)
        assert "Kijk in je mail" in response.text
        place = open_meeting.attendances.get()
        assert (place.name, place.email, place.answer) == ("Ria", "ria@example.org", "online")
        assert "meet.example.org" in client.get(place_path(place)).text

    def test_registering_again_tells_a_stranger_nothing(self, open_meeting, client, library):
        data = {"name": "Ria", "email": "ria@example.org", "answer": "online"}
        url = reverse("events:guest", args=[open_meeting.pk])
        first, second = client.post(url, data), client.post(url, data | {"name": "Ander"})
        assert (first.status_code, second.status_code) == (302, 302)
        assert open_meeting.attendances.get().name == "Ria"
        assert [sent.to for sent in OutgoingMail.objects.all()] == ["ria@example.org"] * 2

    def test_a_robot_is_stopped(self, open_meeting, client, library):
        url = reverse("events:guest", args=[open_meeting.pk])
        assert (
            client.post(
                url, {"name": "R", "email": "r@example.org", "answer": "online", "website": "x"}
            ).status_code
            == 422
        )
        answers = [
            client.post(url, {"name": "R", "email": f"r{n}@example.org", "answer": "online"}).status_code
            for n in range(62)
        ]
        assert answers == [302] * 60 + [422] * 2

    def test_names_carry_no_lines_into_mail_and_calendar(self, house, small, client):
        page = client.post  # the form strips lines; the action's callers all go through it
        form_url = reverse("events:guest", args=[small.pk])
        client.force_login(house.member)
        data = {"name": "A\r\nBcc: x@y.be", "email": "a@example.org", "answer": "in_person"}
        assert page(form_url, data).status_code == 302
        assert small.attendances.get().name == "A Bcc: x@y.be"
        assert "\r\nBcc" not in newest_mail(to="a@example.org").calendar

    def test_guests_hear_that_it_moved_and_that_it_is_off(self, house, small):
        register(small, house.member)
        moved = small.starts_at + dt.timedelta(hours=1)
        actions.change_meeting(
            actor=house.facilitator, meeting=small, starts_at=moved, ends_at=moved + dt.timedelta(hours=2)
        )
        actions.cancel_meeting(actor=house.facilitator, meeting=small)
        mails = OutgoingMail.objects.filter(to="gast@example.org").order_by("pk")
        subjects = mails.values_list("subject", flat=True)
        assert [subject.split(":")[0] for subject in subjects] == ["Je plaats", "Gewijzigd", "Afgelast"]


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
        from community.networks.actions import remove_participant

        place = come(house.member, small)
        link = place_path(place)
        assert CANARY in client.get(link).text
        part = house.network.participants.get(user=house.member)
        remove_participant(actor=house.facilitator, participant=part)
        response = client.get(link)
        assert (response.status_code, CANARY in response.text) == (410, False)

    def test_after_the_meeting_the_link_changes_nothing(self, house, small, client, library):
        place = register(small, house.member)
        Meeting.objects.filter(pk=small.pk).update(
            starts_at=timezone.now() - dt.timedelta(hours=3), ends_at=timezone.now() - dt.timedelta(hours=1)
        )
        assert client.post(place_path(place), {"answer": "no"}, follow=True).status_code == 200
        place.refresh_from_db()
        assert place.answer == "in_person"


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


class TestNeeds:
    def test_totals_without_names_for_who_prepares(self, house, sign_in):
        come(house.member, house.meeting)
        needs.say_needs(
            actor=house.member, meeting=house.meeting, needs=["vegan"], note="Geen noten", consents=True
        )
        page = sign_in(house.member).get(reverse("events:host", args=[house.meeting.pk])).text
        section = page[page.index("Wat mensen nodig hebben") :]
        assert "Veganistisch" in section
        assert "Geen noten" in section
        assert house.member.name not in section[: section.index("</section>")]

    def test_nothing_is_kept_without_consent(self, house, sign_in):
        come(house.member, house.meeting)
        with pytest.raises(ValidationError):
            needs.say_needs(
                actor=house.member, meeting=house.meeting, needs=["vegan"], note="", consents=False
            )
        url = reverse("events:needs", args=[house.meeting.pk])
        response = sign_in(house.member).post(url, {"needs": ["vegan"], "needs_note": "Geen noten"})
        assert response.status_code == 422
        assert 'value="Geen noten"' in response.text
        assert Attendance.objects.get(user=house.member, meeting=house.meeting).needs == []

    def test_needs_go_a_week_after_the_meeting_and_when_one_does_not_come(self, house):
        place = come(house.member, house.meeting)
        for days, kept in ((6, True), (8, False)):
            Attendance.objects.filter(pk=place.pk).update(needs=["halal"], needs_note="x")
            end = timezone.now() - dt.timedelta(days=days)
            Meeting.objects.filter(pk=house.meeting.pk).update(
                starts_at=end - dt.timedelta(hours=1), ends_at=end
            )
            assert needs.forget_needs.call() == (0 if kept else 1)
            place.refresh_from_db()
            assert bool(place.needs or place.needs_note) is kept

    def test_a_total_of_no_one_who_stays_away(self, house):
        come(house.member, house.meeting)
        needs.say_needs(actor=house.member, meeting=house.meeting, needs=["vegan"], note="", consents=True)
        come(house.member, house.meeting, "no")
        assert needs_of(house.meeting.attendances.all()) == {"counts": [], "notes": []}


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


def test_a_second_click_changes_nothing(house):
    first = come(house.member, house.meeting)
    assert come(house.member, house.meeting).pk == first.pk
    assert uuid.UUID(str(house.meeting.uid))
