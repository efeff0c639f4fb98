"""A meeting that belongs to no network, planned by staff from a screen."""

import pytest
from django.urls import reverse

from events.models import Meeting

pytestmark = pytest.mark.django_db
EVENING = {
    "title": "Een netwerk starten", "kind": "webinar", "visibility": "public", "day": "2027-03-04",
    "start_time": "19:30", "end_time": "20:30", "mode": "online", "join_url": "https://meet.example.org/x",
    "summary": "Een avond", "host": "",
}  # fmt: skip


def test_staff_plan_it_and_visitors_register(house, sign_in):
    response = sign_in(house.staff).post(reverse("staff:new_meeting"), EVENING | {"host": "Host house"})
    found = Meeting.objects.get(title="Een netwerk starten")
    assert response["Location"] == found.get_absolute_url()
    assert (found.network, found.kind, found.visibility) == (None, "webinar", "public")
    assert (found.host, f"{found.local_start:%H:%M}") == (house.organisation, "19:30")
    visitor = sign_in(None)
    assert visitor.get(found.get_absolute_url()).status_code == 200
    assert visitor.get(reverse("events:guest", args=[found.pk])).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 10_000}, "title"),
        ({"title": "\x00"}, "title"),
        ({"day": "31-02-2027"}, "day"),
        ({"day": "9999-01-01"}, "day"),
        ({"end_time": "18:00"}, "end_time"),
        ({"kind": "network_meeting"}, "kind"),
        ({"visibility": "network"}, "visibility"),
        ({"host": "Nergens"}, "host"),
        ({"join_url": "hier"}, "join_url"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(wrong, field, house, sign_in):
    page = sign_in(house.staff).post(reverse("staff:new_meeting"), EVENING | wrong)
    assert (page.status_code, field in page.context["form"].errors) == (422, True)
    assert "Een avond" in page.content.decode()
    assert not Meeting.objects.filter(network=None).exists()


def planned(house, sign_in) -> Meeting:
    sign_in(house.staff).post(reverse("staff:new_meeting"), EVENING | {"host": "Host house"})
    return Meeting.objects.get(title="Een netwerk starten")


def test_staff_change_it_and_what_they_left_alone_stays(house, sign_in):
    found = planned(house, sign_in)
    url, client = reverse("events:change", args=[found.pk]), sign_in(house.staff)
    page = client.get(url)
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    assert (shown["host"], f"{shown['start_time']:%H:%M}") == ("Host house, Gent", "19:30")
    sent = EVENING | {"host": "Host house, Gent", "title": "Een andere avond", "start_time": "20:00"}
    assert client.post(url, sent)["Location"] == found.get_absolute_url()
    found.refresh_from_db()
    assert (found.title, found.host, f"{found.local_start:%H:%M}") == (
        "Een andere avond",
        house.organisation,
        "20:00",
    )


@pytest.mark.parametrize(("persona", "status"), [("facilitator", 403), ("member", 403), ("visitor", 302)])
def test_nobody_else_changes_it(persona, status, house, sign_in):
    found = planned(house, sign_in)
    url = reverse("events:change", args=[found.pk])
    assert sign_in(house.who(persona)).post(url, EVENING | {"title": "Kwaad"}).status_code == status
    assert not Meeting.objects.filter(title="Kwaad").exists()
