"""Two colleagues change their organisation and its room at the same time."""

import pytest
from django.urls import reverse

from tests.pages import sent_from

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "thing", "theirs", "mine"),
    [
        ("edit", "organisation", {"municipality": "Aalst"}, {"story": "Ons verhaal"}),
        ("venue", "venue", {"capacity": 99}, {"address": "Dorp 2"}),
    ],
)
def test_what_a_colleague_changed_meanwhile_stays(house, sign_in, address, thing, theirs, mine):
    thing = getattr(house, thing)
    numbers = [house.organisation.slug] if address == "edit" else [house.organisation.slug, thing.pk]
    url, client = reverse(f"organisations:{address}", args=numbers), sign_in(house.staff)
    page = sent_from(client.get(url))
    type(thing).objects.filter(pk=thing.pk).update(**theirs)
    assert client.post(url, page | mine).status_code == 302
    thing.refresh_from_db()
    assert {name: getattr(thing, name) for name in theirs | mine} == theirs | mine
