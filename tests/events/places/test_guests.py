"""Somebody without an account at a meeting."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from community.notifications.models import OutgoingMail
from events.meetings.links import place_path
from events.models import Meeting
from events.places import links
from events.places.actions import guests
from events.scheduling import actions
from tests.factories import MeetingFactory

from .coming import come, link_in, newest_mail, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_meeting(db) -> Meeting:
    return MeetingFactory(
        network=None,
        visibility="public",
        title="Webinar",
        mode="online",
        join_url="https://meet.example.org/w",
    )


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

    def test_whoever_takes_no_part_finds_nobody_behind_an_address(self, house, small):
        Meeting.objects.filter(pk=small.pk).update(visibility="public")
        small.refresh_from_db()
        for person in (house.outsider, None):
            place = register(small, person, email=house.member.email)
            assert (place.user, place.person_name) == (None, "Gast Vrouw")
            place.delete()

    def test_nobody_says_yes_for_a_colleague_who_said_no(self, house, small):
        come(house.facilitator, small, "no")
        with pytest.raises(ValidationError, match="cannot come"), translation.override("en"):
            register(small, house.member, email=house.facilitator.email)
        assert small.attendances.get(user=house.facilitator).answer == "no"

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

    def test_a_robot_is_stopped(self, open_meeting, client, library, settings):
        url = reverse("events:guest", args=[open_meeting.pk])
        assert (
            client.post(
                url, {"name": "R", "email": "r@example.org", "answer": "online", "website": "x"}
            ).status_code
            == 422
        )
        settings.ACCOUNT_RATE_LIMITS = {"register_guest": "3/h/ip"}
        pages = [
            client.post(url, {"name": f"Ria {n}", "email": f"r{n}@example.org", "answer": "online"})
            for n in range(5)
        ]
        assert [page.status_code for page in pages] == [302] * 3 + [422] * 2
        assert "Te veel inschrijvingen ineens" in pages[4].text
        assert 'value="Ria 4"' in pages[4].text
        assert open_meeting.attendances.count() == 3

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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Gast Vrouw", "Deze persoon is al ingeschreven."),
        ("GAST VRÓUW", "Deze persoon is al ingeschreven."),
        ("Tweede Gast", "Op dit adres is Gast Vrouw al ingeschreven. Geef voor Tweede Gast een ander adres."),
    ],
)
def test_two_people_of_one_office_read_who_has_the_address(name, said, house, small, sign_in):
    register(small, house.member)
    data = {"name": name, "email": "gast@example.org", "answer": "in_person"}
    page = sign_in(house.member).post(reverse("events:guest", args=[small.pk]), data)
    assert page.status_code == 422
    assert said in page.text
    assert f'value="{name}"' in page.text


def test_the_calendar_entry_of_a_guest_leads_to_a_page_that_they_can_open(house, client):
    guests.register_guest(actor=house.member, meeting=house.later, name="Ria", email="ria@example.org")
    mail = OutgoingMail.objects.filter(to="ria@example.org").latest("pk")
    (event,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert client.get(urlsplit(str(event["url"])).path).status_code == 200
