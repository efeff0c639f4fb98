"""An answer changes the page on which it is given, and the pages of others."""

import pytest
from django.urls import reverse

from events.models import Meeting
from tests.factories import ParticipantFactory

from .coming import come

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/x"


@pytest.fixture
def online(house) -> Meeting:
    Meeting.objects.filter(pk=house.later.pk).update(mode="online", join_url=LINK, venue=None)
    house.later.attendances.all().delete()
    house.later.refresh_from_db()
    return house.later


def answer(house, sign_in, meeting, value="online") -> str:
    url = reverse("events:answer", args=[meeting.pk])
    return sign_in(house.member).post(url, {"answer": value}, headers={"HX-Request": "true"}).text


def test_the_link_and_who_comes_come_with_the_answer(house, sign_in, online):
    said = answer(house, sign_in, online)
    for part in ("who", "practical", "needs", "rides"):
        assert f'id="part-{part}" hx-swap-oob' in said
    assert LINK in said
    assert "1 persoon online" in said
    assert LINK not in answer(house, sign_in, online, "no")


def test_whoever_reads_the_page_hears_of_answers(house, sign_in, online):
    page = sign_in(house.member).get(online.get_absolute_url()).text
    assert 'id="part-who" class="part-of-page" name="meeting.' in page
    assert 'data-kinds="attendance"' in page


def test_without_a_link_nobody_reads_that_it_is_there(house, sign_in, online):
    Meeting.objects.filter(pk=online.pk).update(join_url="")
    said = answer(house, sign_in, online)
    assert "De link is er nog niet" in said
    page = sign_in(house.member).post(
        reverse("events:answer", args=[online.pk]), {"answer": "online"}, follow=True
    )
    assert "zodra de link er is" in page.text


def test_what_is_said_fits_how_one_meets(house, sign_in, online):
    come(house.member, online, "online")
    page = sign_in(house.member).get(online.get_absolute_url()).text
    assert "in de zaal" not in page
    Meeting.objects.filter(pk=online.pk).update(mode="in_person")
    online.attendances.update(answer="in_person")
    page = sign_in(house.member).get(online.get_absolute_url()).text
    assert "1 mens" in page
    assert ">Online</th>" not in page


def test_a_guest_of_an_online_meeting_need_not_choose_how(house, sign_in, online):
    page = sign_in(house.member).get(reverse("events:guest", args=[online.pk])).text
    assert 'type="radio"' not in page
    sign_in(house.member).post(
        reverse("events:guest", args=[online.pk]),
        {"name": "Ria", "email": "ria@example.org", "answer": "online", "organisation_name": ""},
    )
    page = sign_in(house.member).get(online.get_absolute_url()).text
    assert "Zonder organisatie" in page


def test_nobody_is_named_without_an_organisation(house):
    person = ParticipantFactory(network=house.network, user__works_at="").user
    assert come(person, house.later).works_at == ""
