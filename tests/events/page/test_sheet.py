"""The meeting on one sheet of paper: what one needs there, for who may read it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from community.organisations.models import Venue
from events.models import Meeting
from events.places.actions import answers
from events.programme import actions as programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(house, meeting):
    """What stands on the sheet of a meeting that is prepared, without the spaces between its words."""
    programme.save_programme(
        actor=house.facilitator,
        meeting=meeting,
        rows=[
            {"title": "Rondgang", "minutes": 40, "note": "met de deur open", "presenter": house.member},
            {"title": "Gesprek", "minutes": 75},
        ],
    )
    programme.save_showcase(
        actor=house.facilitator,
        meeting=meeting,
        showcase="De tuin",
        stops=[{"title": "De klimboom", "text": "", "question": "Wie ziet wie?"}],
        bring="Laarzen",
        contact=house.member,
    )
    Venue.objects.filter(pk=meeting.venue_id).update(step_free=False, by_car="Parkeer in de straat.")

    def read(user=house.member) -> str:
        client = Client()
        if user:
            client.force_login(user)
        page = client.get(reverse("events:sheet", args=[meeting.pk]))
        assert page.status_code == 200
        main = page.text.partition("<main")[2].partition("</main>")[0]
        return " ".join(re.sub(r"<[^>]+>", " ", main).split())

    return read


def test_where_it_is_and_what_to_bring(paper):
    said = paper()
    assert "De Linde Kerkstraat 1 Gent Met de auto Parkeer in de straat." in said
    assert "De locatie heeft trappen." in said
    assert "Breng mee Laarzen Op de dag zelf Member" in said


def test_the_parts_have_the_time_at_which_they_begin(paper):
    said = paper().partition("Programma ")[2]
    assert said.startswith(
        "9.30 Rondgang Member, met de deur open 10.10 Gesprek Wat je er ziet De klimboom Wie ziet wie?"
    )


def test_who_comes_by_organisation_and_how(paper, house, meeting):
    assert paper().partition(" Wie komt ")[2] == "Zonder organisatie : Gast, Member, Online (online)"
    answers.answer_meeting(actor=house.member, meeting=meeting, answer="no")
    assert paper().partition(" Wie komt ")[2] == "Zonder organisatie : Gast, Online (online)"


def test_the_link_to_join_is_on_no_paper(paper, house):
    """Also not on that of who comes online: papers stay behind."""
    assert "meet.example.org" not in paper(house.online)


def test_a_visitor_of_an_open_meeting_reads_not_who_comes(paper, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(visibility="public")
    said = paper(None)
    assert "9.30 Rondgang" in said
    assert "Breng mee Laarzen" in said
    assert "Op de dag zelf" not in said
    assert "Wie komt" not in said
