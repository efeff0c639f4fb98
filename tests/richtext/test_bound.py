"""How many drafts one person has: of more than so many the oldest goes."""

import datetime as dt

import pytest
from django.utils import timezone

from community.richtext.actions import MOST_DRAFTS, keep_draft
from community.richtext.models import Draft
from community.richtext.places import open_place

pytestmark = pytest.mark.django_db


def test_the_oldest_goes_and_nobody_elses(house, sign_in):
    def write(person, number):
        place = open_place(user=person.pk, name=f"topic.{number}", page="/forum/", action="/forum/")
        keep_draft(actor=person, place=place, fields={"html": [f"Woorden {number}"]})
        past = timezone.now() - dt.timedelta(minutes=MOST_DRAFTS - number)
        Draft.objects.filter(owner=person, place=place.name).update(updated_at=past)
        return place

    write(house.facilitator, 0)
    first = [write(house.member, number) for number in range(MOST_DRAFTS)][0]
    assert house.member.drafts.count() == MOST_DRAFTS
    keep_draft(
        actor=house.member, place=first, fields={"html": ["Verder"]}
    )  # written on: no longer the oldest
    write(house.member, MOST_DRAFTS)
    places = set(house.member.drafts.values_list("place", flat=True))
    assert len(places) == MOST_DRAFTS
    assert {"topic.0", f"topic.{MOST_DRAFTS}"} <= places
    assert "topic.1" not in places
    assert house.facilitator.drafts.count() == 1
    assert f"meer dan {MOST_DRAFTS}" in sign_in(house.member).get("/files/drafts/").text
