"""Another host is asked, answers by mail, and only then it is so."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from community.notifications.models import OutgoingMail
from events.handover import actions
from events.handover.links import request_path
from events.handover.queries import deadline, facts_for, meaning_of
from events.meetings.moments import HOME
from events.models import HostRequest, Meeting
from events.programme.actions import save_showcase
from events.scheduling.actions import change_meeting
from events.turns.ways import repairs, unfit
from tests.factories import ParticipantFactory, VenueFactory

from ..places.coming import come
from ..turns.members import third_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def third(free):
    """A third house that can step in, with somebody who answers for it."""
    HostRequest.objects.all().delete()
    house = third_house(free)
    ParticipantFactory(network=free.network, organisation=house, user__name="Tarik Demoer")
    OutgoingMail.objects.all().delete()
    return house


@pytest.fixture
def tarik(free, third):
    return free.network.participants.get(organisation=third).user


def way_of(house, third, key="step_in"):
    return next(one for one in repairs(house.meeting) if one.key == key and one.host == third)


def ask(house, third, **more) -> HostRequest:
    value = way_of(house, third).value
    return actions.ask_host(actor=house.facilitator, meeting=house.meeting, value=value, **more)


def test_until_the_yes_nothing_changes_and_everyone_reads_so(free, third, tarik, sign_in):
    asked = ask(free, third, why="Waterschade")
    free.meeting.refresh_from_db()
    assert free.meeting.host == free.organisation
    mail = OutgoingMail.objects.get(recipient=tarik)
    assert "Kun je ons ontvangen op" in mail.subject
    assert "Waterschade" in mail.text
    assert request_path(asked, tarik).partition(":")[0] in mail.text
    old = OutgoingMail.objects.get(recipient=free.member)
    assert "Je hoeft niets te doen" in old.subject
    page = sign_in(free.member).get(free.meeting.get_absolute_url()).text
    assert "De plaats is nog niet zeker" in page


def test_a_yes_by_the_mailed_link_makes_it_so(free, third, tarik, client):
    come(free.member, free.meeting)
    asked = ask(free, third, title="Incidentmethode bij Third house")
    link = request_path(asked, tarik)
    assert "Ja, jullie zijn welkom" in client.get(link).text
    OutgoingMail.objects.all().delete()
    client.post(link, {"agrees": "yes"})
    free.meeting.refresh_from_db()
    assert (free.meeting.host, free.meeting.contact) == (third, tarik)
    assert free.meeting.title == "Incidentmethode bij Third house"
    boss = OutgoingMail.objects.filter(recipient=free.facilitator)
    assert any("Third house ontvangt ons op" in mail.subject for mail in boss)
    (told,) = OutgoingMail.objects.filter(recipient=free.member)
    assert "Third house" in told.subject
    assert "Je ontvangt ons" in client.get(link).text


def test_a_no_reaches_the_facilitators_with_its_reason_and_the_other_ways(
    free, third, tarik, client, sign_in
):
    asked = ask(free, third)
    client.post(request_path(asked, tarik), {"agrees": "no", "reason": "Inspectie"})
    free.meeting.refresh_from_db()
    assert free.meeting.host == free.organisation
    told = free.facilitator.notifications.get(kind="events/host_answered")
    assert "Inspectie" in told.sentence
    assert told.url == reverse("events:repair", args=[free.meeting.pk])
    assert sign_in(free.facilitator).get(told.url).status_code == 200


def test_silence_is_told_once_and_changes_nothing(free, third):
    asked = ask(free, third)
    HostRequest.objects.filter(pk=asked.pk).update(answer_by=timezone.now() + dt.timedelta(minutes=1))
    assert actions.give_up_waiting.call() == 0
    HostRequest.objects.filter(pk=asked.pk).update(answer_by=timezone.now())
    assert [actions.give_up_waiting.call() for _twice in range(2)] == [1, 0]
    assert free.facilitator.notifications.get(kind="events/host_answered").data["outcome"] == "silent"


def test_who_was_asked_hears_that_it_is_taken_back_and_cannot_say_yes_any_more(free, third, tarik):
    asked = ask(free, third)
    actions.withdraw_request(actor=free.facilitator, request=asked)
    assert tarik.notifications.filter(kind="events/host_unasked").count() == 1
    with pytest.raises(PermissionDenied):
        actions.answer_host(actor=tarik, request=asked, agrees=True)


def test_another_change_of_host_ends_the_question(free, third, tarik):
    asked = ask(free, third)
    change_meeting(actor=free.facilitator, meeting=free.meeting, host=free.later.host, venue=None)
    asked.refresh_from_db()
    assert asked.status == "withdrawn"


def test_one_is_asked_at_a_time(free, third):
    ask(free, third)
    with pytest.raises(ValidationError):
        ask(free, third)


def test_the_page_says_what_stays_what_is_asked_and_who_hears(free, third, sign_in):
    save_showcase(actor=free.member, meeting=free.meeting, showcase="x", stops=[], contact=free.member)
    url = reverse("events:repair", args=[free.meeting.pk])
    value = way_of(free, third).value
    page = sign_in(free.facilitator).get(url, {"how": value}).text
    assert "Vraag het Third house" in page
    assert "Tarik Demoer (Third house)" in page
    assert free.member.name in page
    page = sign_in(free.facilitator).post(url, {"how": value, "do": "ask", "title": "", "why": "Water"})
    assert page.status_code == 422
    assert 'value="Water"' in page.text
    sign_in(free.facilitator).post(url, {"how": value, "do": "ask", "title": "Nieuw", "why": ""})
    assert HostRequest.objects.get().title == "Nieuw"
    sign_in(free.facilitator).post(url, {"how": value, "do": "now", "title": "Nieuw"})
    free.meeting.refresh_from_db()
    assert (free.meeting.host, HostRequest.objects.get().status) == (third, "withdrawn")


def test_the_proposed_title_names_the_new_host(free, third):
    free.meeting.title = f"Buiten bij {free.organisation.name}"
    assert (
        meaning_of(free.meeting, way_of(free, third), free.facilitator.zone).title == "Buiten bij Third house"
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (20, "2027-03-04T12:00"),  # at most three days
        (4, "2027-03-03T12:00"),  # half of what is left, at noon before it
        (0.5, "2027-03-01T19:00"),  # no noon between now and then: the whole hour
        (70 / 24 / 60, "2027-03-01T13:55"),  # no whole hour either
    ],
)
def test_until_when_one_can_answer(days, expected):
    now = dt.datetime(2027, 3, 1, 13, 20, tzinfo=HOME)
    start = now + dt.timedelta(days=days)
    found = deadline(now, Meeting(starts_at=start))
    assert found.strftime("%Y-%m-%dT%H:%M") == expected


def test_nothing_is_chosen_before_somebody_chooses(free, third, sign_in):
    """And what was typed stays when the way that was chosen is gone."""
    url, client = reverse("events:repair", args=[free.meeting.pk]), sign_in(free.facilitator)
    page = client.get(url)
    assert page.context["ways"]
    assert page.context["meaning"] is None
    assert 'name="do"' not in page.text
    assert "Kies een manier om te zien" in page.text
    page = client.post(url, {"how": "gone", "do": "ask", "title": "Nieuw", "why": "Water"})
    assert page.status_code == 422
    assert 'value="Water"' in page.text


def test_before_anything_is_sent_one_sees_what_everyone_and_who_is_asked_will_read(free, third, sign_in):
    venue = third.venues.get()
    free.meeting.venue = VenueFactory(organisation=free.organisation, name="De Linde", municipality="Gent")
    free.meeting.save(update_fields=["venue"])
    meaning = meaning_of(free.meeting, way_of(free, third), free.facilitator.zone)
    assert "De Linde" in meaning.old
    assert venue.municipality in meaning.new
    asked = ask(free, third)
    assert meaning.question == facts_for(asked, free.meeting, free.facilitator.zone)
    actions.withdraw_request(actor=free.facilitator, request=asked)
    url = reverse("events:repair", args=[free.meeting.pk])
    page = sign_in(free.facilitator).get(url, {"how": way_of(free, third).value}).text
    assert "Zo staat het voor iedereen" in page
    assert "Dit leest Third house" in page


def test_who_is_not_among_the_ways_stands_below_with_the_reason(free, third, sign_in):
    third.venues.all().delete()
    assert {one.host for one in repairs(free.meeting)}.isdisjoint({third})
    found = {one.organisation: one.reasons for one in unfit(free.meeting, repairs(free.meeting))}
    assert free.organisation not in found
    assert len(found[third]) == 1
    page = sign_in(free.facilitator).get(reverse("events:repair", args=[free.meeting.pk])).text
    assert "Waarom de anderen niet?" in page
    assert found[third][0] in page
