"""The way in to a venue: a sketch, with the same in words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from community.organisations.actions import affiliate
from tests.house import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, house):
    affiliate(actor=house.admin, person=house.member, organisation=house.organisation, role="host_contact")
    client.force_login(house.member)
    return f"/organisations/{house.organisation.slug}/venues/{house.venue.pk}/"


def filled(house, **fields):
    venue = house.venue
    return {
        "name": venue.name, "municipality": venue.municipality, "latitude": venue.latitude,
        "longitude": venue.longitude, "capacity": venue.capacity, **fields,
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
