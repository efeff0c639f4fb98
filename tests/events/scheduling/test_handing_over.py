"""Another organisation receives a meeting: what was the old host's does not stay, and nothing of it is lost."""

import pytest
from django.db import transaction
from django.urls import reverse

from community.notifications.models import OutgoingMail
from events.models import Attendance, Meeting, Prepared
from events.places.actions import needs, rides
from events.places.queries import needs_of
from events.programme.actions import save_programme, save_showcase
from events.scheduling.actions import carry_out, change_meeting, locked
from events.turns import actions as turns
from tests.factories import ParticipantFactory, VenueFactory

from ..places.coming import come

pytestmark = pytest.mark.django_db


@pytest.fixture
def prepared(free):
    """A meeting that its host prepared, to which people come by car, one with a need."""
    save_showcase(
        actor=free.member,
        meeting=free.meeting,
        showcase="De moestuin",
        stops=[{"title": "Kas", "text": "", "question": ""}],
        catering="Soep",
        contact=free.member,
    )
    rows = [
        {"title": f"Rondleiding bij {free.organisation.name}", "minutes": 30},
        {"title": "Incidentmethode", "minutes": 65},
    ]
    save_programme(actor=free.facilitator, meeting=free.meeting, rows=rows)
    title = f"Buiten bij {free.organisation.name}"
    change_meeting(actor=free.facilitator, meeting=free.meeting, title=title)
    come(free.facilitator, free.meeting)
    rides.offer_ride(actor=free.facilitator, meeting=free.meeting, by="car", start="Gent", note="", seats=2)
    needs.say_needs(actor=free.facilitator, meeting=free.meeting, needs=["vegan"], note="", consents=True)
    ParticipantFactory(network=free.network, organisation=free.later.host, user__name="Tarik Demoer")
    OutgoingMail.objects.all().delete()
    free.meeting.refresh_from_db()
    return free


def _give(house, **fields) -> Meeting:
    host = house.later.host
    venue = host.venues.first() or VenueFactory(organisation=host, municipality="Aalst")
    return change_meeting(actor=house.facilitator, meeting=house.meeting, host=host, venue=venue, **fields)


def test_who_hands_over_with_the_same_title_and_contact_keeps_them(prepared):
    title = prepared.meeting.title
    with transaction.atomic():
        meeting = locked(prepared.meeting)
        fields = {"host": prepared.later.host, "venue": None, "title": title, "contact": prepared.member}
        carry_out(prepared.facilitator, meeting, fields)
    meeting.refresh_from_db()
    assert (meeting.host, meeting.title, meeting.contact) == (prepared.later.host, title, prepared.member)


def test_a_new_host_begins_with_a_page_of_its_own(prepared):
    found = _give(prepared)
    assert (found.showcase, found.stops, found.catering, found.contact) == ("", [], "", None)
    assert [part.title for part in found.agenda.all()] == ["Incidentmethode"]
    assert found.title == f"Buiten bij {prepared.later.host.name}"
    kept = Prepared.objects.get()
    assert (kept.organisation, kept.showcase, kept.catering) == (prepared.organisation, "De moestuin", "Soep")


def test_what_a_host_prepared_comes_back_with_its_next_turn(prepared):
    _give(prepared)
    back = change_meeting(
        actor=prepared.facilitator, meeting=prepared.later, host=prepared.organisation, venue=prepared.venue
    )
    assert (back.showcase, back.stops[0]["title"]) == ("De moestuin", "Kas")
    assert "Rondleiding" in back.agenda.last().title
    assert not Prepared.objects.exists()


def test_hosts_that_exchange_turns_take_their_things_along(prepared):
    other = prepared.later.host
    person = prepared.network.participants.get(organisation=other).user
    save_showcase(actor=person, meeting=prepared.later, showcase="De speelzolder", stops=[])
    swap = turns.ask_swap(actor=prepared.member, first=prepared.meeting, second=prepared.later)
    turns.answer_swap(actor=person, swap=swap, agrees=True)
    for meeting, shown in ((prepared.meeting, "De speelzolder"), (prepared.later, "De moestuin")):
        meeting.refresh_from_db()
        assert meeting.showcase == shown


def test_who_presents_at_a_lent_venue_keeps_its_page(prepared):
    found = _give(prepared, presented_by=prepared.organisation)
    assert found.showcase == "De moestuin"


def test_the_new_host_reads_what_to_prepare_and_nothing_twice(prepared):
    _give(prepared)
    (mail,) = OutgoingMail.objects.filter(recipient__name="Tarik Demoer")
    assert mail.kind == "events/receives"
    assert "Je ontvangt ons op" in mail.subject
    assert "Reserveer de r" in mail.text
    assert "METHOD:REQUEST" in mail.calendar


def test_lifts_and_needs_are_asked_again(prepared, sign_in):
    ParticipantFactory(network=prepared.network, user__name="Elif")
    _give(prepared)
    place = Attendance.objects.get(user=prepared.facilitator, meeting=prepared.meeting)
    assert place.is_coming
    prepared.meeting.refresh_from_db()
    assert needs_of(prepared.meeting, [place]) == {"counts": [], "notes": []}
    page = sign_in(prepared.facilitator).get(prepared.meeting.get_absolute_url()).text
    assert "Ja, ik rij ook daarheen" in page
    assert "Geef het door" in page
    ride, said = (reverse(f"events:{name}", args=[prepared.meeting.pk]) for name in ("ride", "needs"))
    sign_in(prepared.facilitator).post(ride, {"do": "again"})
    sign_in(prepared.facilitator).post(said, {"do": "pass"})
    page = sign_in(prepared.facilitator).get(prepared.meeting.get_absolute_url()).text
    assert "Ja, ik rij ook daarheen" not in page
    assert "Geef het door" not in page
    place.refresh_from_db()
    assert needs_of(prepared.meeting, [place])["counts"] == [("Veganistisch eten", 1)]


def test_who_drives_reads_so_in_the_mail_about_the_change(prepared):
    come(prepared.member, prepared.meeting)
    rides.offer_ride(
        actor=prepared.member, meeting=prepared.meeting, by="car", start="Gent", note="", seats=2
    )
    OutgoingMail.objects.all().delete()
    _give(prepared)
    (mail,) = OutgoingMail.objects.filter(recipient=prepared.member)
    assert "Rij je ook naar" in mail.text
    assert " → " in mail.subject


def test_nobody_takes_a_seat_in_a_ride_to_the_old_place(prepared, sign_in):
    come(prepared.member, prepared.meeting)
    _give(prepared)
    ride = prepared.meeting.rides.get()
    page = sign_in(prepared.member).post(
        reverse("events:ride_along", args=[ride.pk]), {"do": "join"}, follow=True
    )
    assert "gaat naar een andere plaats" in page.text
    assert not ride.passengers.exists()


def test_whoever_does_not_pass_a_need_on_leaves_nothing(prepared):
    _give(prepared)
    place = needs.pass_needs_on(actor=prepared.facilitator, meeting=prepared.meeting, passes=False)
    assert (place.needs, place.needs_note) == ([], "")
