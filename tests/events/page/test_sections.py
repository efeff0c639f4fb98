"""Each section of the page of a meeting: for whom it is there, and the same alone as on the page."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from events.meetings.sections import MEETING, look_at
from events.models import Meeting, SwapRequest
from events.places.actions import answers, rides
from events.programme.actions import add_method

pytestmark = pytest.mark.django_db

EVERYONE = {"year", "practical", "showcase", "programme", "who", "card"}
INSIDE = {"asks", "rides", "documents", "minutes", "actions"}

NOBODY, NOT_YOURS = "Nog niemand antwoordde.", "Alleen wie meedoet met het netwerk ziet wie er komt."


@pytest.fixture
def full(free) -> Meeting:
    """A meeting to come about which there is something to say in every section."""
    house, meeting = free, free.later
    Meeting.objects.filter(pk=meeting.pk).update(
        visibility="public", mode="hybrid", showcase="De tuin", stops=[{"title": "Het bos"}]
    )
    meeting.refresh_from_db()
    add_method(actor=house.facilitator, meeting=meeting, key="incident")
    answers.answer_meeting(actor=house.member, meeting=meeting, answer="in_person")
    rides.offer_ride(actor=house.member, meeting=meeting, by="car", start="Gent", note="", seats=2)
    SwapRequest.objects.create(
        network=house.network,
        first=house.meeting,
        second=meeting,
        first_host=house.organisation,
        second_host=meeting.host,
    )
    return Meeting.objects.with_place().get(pk=meeting.pk)


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("facilitator", EVERYONE | INSIDE | {"swaps", "needs", "for_host", "for_facilitator"}),
        ("member", EVERYONE | INSIDE | {"swaps", "needs"}),
        ("outsider", EVERYONE),
        ("visitor", EVERYONE),
    ],
)
def test_who_sees_which_section(free, full, who, shown):
    look = look_at(free.user(who), full)
    assert set(MEETING.shown(look)) == shown


@pytest.mark.parametrize("name", sorted(EVERYONE | INSIDE | {"swaps", "needs"}))
def test_a_section_alone_is_as_on_the_page(free, full, sign_in, name):
    client = sign_in(free.member)
    whole = words(client.get(full.get_absolute_url()))
    alone = words(client.get(full.get_absolute_url(), {"show": name}))
    assert alone
    assert alone in whole


def words(response) -> str:
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.text, "html.parser").get_text(" ").split())


@pytest.mark.parametrize(("name", "status"), [("for_host", 200), ("no_such_section", 200)])
def test_what_is_not_there_for_somebody_is_empty_and_what_is_unknown_is_the_page(
    free, full, sign_in, name, status
):
    response = sign_in(free.outsider).get(full.get_absolute_url(), {"show": name})
    assert response.status_code == status
    assert ("<html" in response.text) is (name == "no_such_section")


def test_a_section_alone_asks_for_nothing_else(free, full, sign_in, django_assert_max_num_queries):
    """The session, its account, the meeting, one's part in its network and the parts of the programme."""
    client = sign_in(free.member)
    client.get(full.get_absolute_url())
    with django_assert_max_num_queries(5):
        assert "Incident" in client.get(full.get_absolute_url(), {"show": "programme"}).text


def test_an_answer_draws_what_it_changes(free, full, sign_in, django_assert_max_num_queries):
    """Nine for the answer itself; for the parts the meeting, one's part in its network, who comes, and rides."""
    client, url = sign_in(free.member), reverse("events:answer", args=[full.pk])
    client.post(url, {"answer": "online"}, headers={"HX-Request": "true"})
    with django_assert_max_num_queries(14):
        card = client.post(url, {"answer": "online"}, headers={"HX-Request": "true"}).text
    pressed = BeautifulSoup(card, "html.parser").select("#rsvp [aria-pressed=true]")
    assert [button["value"] for button in pressed] == ["online"]
    assert "<html" not in card


@pytest.mark.parametrize("name", ["needs", "ride"])
def test_a_form_that_is_wrong_comes_back_on_the_page_with_what_is_wrong(free, full, sign_in, name):
    answer = sign_in(free.member).post(reverse(f"events:{name}", args=[full.pk]), {"needs": ["halal"]})
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert page.h1.text == full.title
    assert page.select_one(".errorlist, [aria-invalid]") is not None


def test_on_the_day_itself_one_says_that_one_is_here_and_a_closed_door_is_reported(free, sign_in):
    now = timezone.now()
    Meeting.objects.filter(pk=free.meeting.pk).update(starts_at=now, ends_at=now + dt.timedelta(hours=1))
    meeting = Meeting.objects.with_place().get(pk=free.meeting.pk)
    shown = MEETING.shown(look_at(free.facilitator, meeting))
    assert not shown["here"].section.on_list
    assert shown["for_facilitator"].section.no_host
    assert "no_host" not in sign_in(free.member).get(meeting.get_absolute_url()).text


def test_afterwards_who_was_there_looks_back_and_reads_the_cases(free):
    free.held.attendances.update_or_create(
        user=free.member, defaults={"answer": "in_person", "attended": True}
    )
    free.held.attendances.filter(user=free.facilitator).update(attended=False)
    shown = MEETING.shown(look_at(free.member, free.held))
    assert "look_back" in shown
    assert shown["cases"].section.may_read
    assert not MEETING.shown(look_at(free.facilitator, free.held))["cases"].section.may_read


@pytest.mark.parametrize(
    ("who", "answered", "sentences"),
    [
        ("member", False, [NOBODY]),
        ("member", True, []),
        ("outsider", False, [NOBODY]),
        ("outsider", True, [NOT_YOURS]),
        ("visitor", False, []),
        ("visitor", True, []),
    ],
)
def test_whether_anybody_answered_is_said_to_who_sees_numbers_only(free, sign_in, who, answered, sentences):
    meeting = free.later
    Meeting.objects.filter(pk=meeting.pk).update(visibility="public")
    meeting.attendances.all().delete()
    if answered:
        answers.answer_meeting(actor=free.facilitator, meeting=meeting, answer="in_person")
    page = sign_in(free.who(who)).get(meeting.get_absolute_url()).text
    assert [one for one in (NOBODY, NOT_YOURS) if one in page] == sentences


def test_the_answer_stands_before_all_but_what_is_asked_of_hosts(house, sign_in):
    page = BeautifulSoup(sign_in(house.member).get(house.meeting.get_absolute_url()).content, "html.parser")
    stops = page.select("main a[href], main button, main input:not([type=hidden])")
    answer = next(at for at, stop in enumerate(stops) if stop.get("name") == "answer")
    asked_of_hosts = [link.find_parent("section") for link in page.select("#handover, [id^=swap]")]
    before = [stop for stop in stops[:answer] if not stop.find_parent(class_=["banner", "rsvp"])]
    before = [stop for stop in before if stop.find_parent("section") not in asked_of_hosts]
    assert before == []
    assert len(asked_of_hosts) == len({section["aria-labelledby"] for section in asked_of_hosts})  # each once
