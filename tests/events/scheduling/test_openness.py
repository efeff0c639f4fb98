"""A facilitator says of a meeting what kind it is, and who besides the network may see it and register."""

import pytest
from django.urls import reverse

from events.models import Meeting
from tests.house import CANARY

pytestmark = pytest.mark.django_db
PLANNED = {
    "title": "Open dag", "day": "2027-03-04", "start_time": "10:00", "end_time": "12:00", "mode": "in_person",
}  # fmt: skip


@pytest.mark.parametrize("kind", Meeting.Kind.values)
def test_it_is_of_the_kind_that_was_chosen(kind, house, sign_in):
    url = reverse("events:schedule", args=[house.network.slug])
    sign_in(house.facilitator).post(url, PLANNED | {"kind": kind, "visibility": "network"})
    assert Meeting.objects.get(title="Open dag").kind == kind


@pytest.mark.parametrize(
    ("visibility", "visitor", "outsider", "member"),
    [("network", 302, 404, 200), ("members", 302, 200, 200), ("public", 200, 200, 200), ("", 302, 404, 200)],
)
def test_who_sees_it(visibility, visitor, outsider, member, house, sign_in):
    url = reverse("events:schedule", args=[house.network.slug])
    sign_in(house.facilitator).post(url, PLANNED | {"visibility": visibility})
    found = Meeting.objects.get(title="Open dag")
    got = [
        sign_in(who).get(found.get_absolute_url()).status_code for who in (None, house.outsider, house.member)
    ]
    assert [status if status != 404 or index else 302 for index, status in enumerate(got)] == [
        visitor, outsider, member,
    ]  # fmt: skip
    guest = sign_in(None).get(reverse("events:guest", args=[found.pk])).status_code
    assert (guest == 200) is (visibility == "public")


def test_what_the_network_does_there_stays_its_own(house, sign_in):
    """Only what invites people is for everyone: title, question, what it is about, what one sees there, the hours."""
    Meeting.objects.filter(pk=house.meeting.pk).update(
        visibility="public", title="Open dag", summary="", showcase="", stops=[], bring=""
    )
    house.item.title = "Rondleiding"
    house.item.save()
    page = sign_in(None).get(house.meeting.get_absolute_url()).content.decode()
    assert "Open dag" in page
    assert CANARY not in page.replace(house.network.name, "")


def test_opening_one_that_was_planned_keeps_its_kind(house, sign_in):
    url = reverse("events:change", args=[house.later.pk])
    page = sign_in(house.facilitator).get(url)
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    sign_in(house.facilitator).post(url, sent | {"visibility": "public"})
    later = Meeting.objects.get(pk=house.later.pk)
    assert (later.visibility, later.kind) == ("public", "network_meeting")


@pytest.mark.parametrize(("name", "value"), [("kind", "feest"), ("visibility", "iedereen"), ("kind", "\x00")])
def test_nonsense_is_refused_beside_the_field(name, value, house, sign_in):
    url = reverse("events:schedule", args=[house.network.slug])
    page = sign_in(house.facilitator).post(url, PLANNED | {name: value})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [name])
