"""The way in to a venue: a sketch, with the same in words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from community.organisations.actions import affiliate
from community.richtext.models import Attachment
from tests.factories import VenueFactory
from tests.house import picture
from tests.richtext.writing import end_sessions, place_on, sign_in_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, house):
    affiliate(actor=house.admin, person=house.member, organisation=house.organisation, role="host_contact")
    client.force_login(house.member)
    return f"/organisations/{house.organisation.slug}/venues/{house.venue.pk}/"


def filled(house, **fields):
    venue = house.venue
    return {
        "name": venue.name, "municipality": venue.municipality,
        "where": f"{venue.latitude}, {venue.longitude}", "capacity": venue.capacity, **fields,
    }  # fmt: skip


def test_a_sketch_shows_on_the_page_of_a_meeting(client, house, library, page):
    note = "Het hek rechts, de tweede deur"
    sent = filled(house, picture=picture(), no_children="on", sketch_note=note)
    assert client.post(page, sent).status_code == 302
    house.venue.refresh_from_db()
    shown = client.get(house.meeting.get_absolute_url()).text
    assert house.venue.sketch.get_absolute_url() in shown
    assert f'alt="{note}"' in shown
    client.post(page, filled(house, remove_sketch="on"))
    house.venue.refresh_from_db()
    assert house.venue.sketch is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"sketch_note": "Het hek"}, "no_children"),
        ({"no_children": "on"}, "sketch_note"),
        ({"no_children": "on", "sketch_note": "x", "picture": "pdf"}, "picture"),
        ({"no_children": "on", "sketch_note": "x", "picture": "svg"}, "picture"),
    ],
)
def test_what_is_missing_or_no_picture_is_refused_where_it_stands(
    client, house, library, page, fields, field
):
    files = {
        "pdf": SimpleUploadedFile("a.pdf", b"%PDF-1.7 x"),
        "svg": SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    }
    upload = files.get(fields.get("picture"), picture())
    response = client.post(page, filled(house, **fields | {"picture": upload}))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    house.venue.refresh_from_db()
    assert house.venue.sketch is None


def test_a_sketch_waits_while_something_else_is_missing_and_is_used_once(client, house, library, page):
    refused = client.post(page, filled(house, picture=picture("hek.png"), no_children="on"))
    waiting = Attachment.objects.get(waiting=True)
    assert refused.status_code == 422
    assert f'name="waiting" value="{waiting.pk}"' in refused.text
    again = {"waiting": waiting.pk, "no_children": "on"}
    better = client.post(page, filled(house, **again, picture=picture("poort.png", size=(60, 40)))).text
    newer = Attachment.objects.filter(waiting=True).exclude(pk=waiting.pk).get()
    assert f'value="{newer.pk}"' in better
    assert f'value="{waiting.pk}"' not in better
    again = {"waiting": newer.pk, "no_children": "on", "sketch_note": "Het hek rechts"}
    assert client.post(page, filled(house, **again)).status_code == 302
    house.venue.refresh_from_db()
    assert house.venue.sketch == newer
    assert (house.venue.sketch.audience, house.venue.sketch.waiting) == ("public", False)


def test_a_sketch_that_was_sent_after_the_session_ended_is_there_after_signing_in(
    client, house, library, page
):
    fields = place_on(client.get(page)) | filled(house, no_children="on", access_note="Achterom")
    end_sessions()
    answer = client.post(page, fields | {"picture": picture("hek.png")})
    found = sign_in_at(client, answer["Location"], house.member)
    assert "Achterom" in found.text
    assert "hek.webp" in found.text
    begun = client.get(page).text
    assert "Achterom" in begun
    assert f'name="waiting" value="{Attachment.objects.get(waiting=True).pk}"' in begun


@pytest.mark.parametrize(
    "typed",
    [
        "51.0543, 3.7174", "51,0543, 3,7174", "51,0543 3,7174", "51.0543,3.7174", " 51.0543 / 3.7174 ",
        "51.0543;3.7174", "https://maps.example/place/@51.0543,3.7174,15z",
    ],
)  # fmt: skip
def test_coordinates_are_read_as_people_have_them(typed, client, house, page):
    assert client.post(page, filled(house, where=typed)).status_code == 302
    house.venue.refresh_from_db()
    assert (house.venue.latitude, house.venue.longitude) == (51.0543, 3.7174)
    assert 'value="51.0543, 3.7174"' in client.get(page).text


@pytest.mark.parametrize("typed", ["51.054321, 3.717424", "-51.000001, 103.717424", "51, 3"])
def test_a_place_is_shown_as_it_was_typed(typed, client, house, page):
    """To the tenth of a metre: saving the form again moves nothing."""
    assert client.post(page, filled(house, where=typed)).status_code == 302
    house.venue.refresh_from_db()
    where = house.venue.latitude, house.venue.longitude
    assert f'value="{typed}"' in client.get(page).text
    assert client.post(page, filled(house, where=typed)).status_code == 302
    house.venue.refresh_from_db()
    assert (house.venue.latitude, house.venue.longitude) == where


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("51,0543", "Geef twee getallen"), ("51.05 3.71 8", "Geef twee getallen"), ("Gent", "Geef twee getallen"),
        ("351.05, 3.71", "geen plaats op aarde"), ("51.05, 999.5", "geen plaats op aarde"),
    ],
)  # fmt: skip
def test_what_is_no_place_is_refused_in_words(typed, said, client, house, page):
    answer = client.post(page, filled(house, where=typed))
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{typed}"' in answer.text


def test_an_address_is_enough_where_another_venue_is_known(client, house, page):
    VenueFactory(municipality="gent", latitude=51.06, longitude=3.73)
    sent = filled(house, where="", municipality="Gent ", name="Zaal 2")
    assert (
        client.post(reverse("organisations:new_venue", args=[house.organisation.slug]), sent).status_code
        == 302
    )
    assert house.organisation.venues.get(name="Zaal 2").latitude in (51.06, house.venue.latitude)
    answer = client.post(
        reverse("organisations:new_venue", args=[house.organisation.slug]), sent | {"municipality": "Elders"}
    )
    assert "We kennen nog geen plek in Elders" in answer.text


def test_a_venue_does_not_lie_in_the_sea(client, house, page):
    answer = client.post(page, filled(house, where="51.6, 2.5"))
    assert answer.status_code == 422
    assert "Dit ligt in zee" in answer.text
