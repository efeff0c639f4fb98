"""A draft of a form that changes something brings back what somebody typed, and never what was stored back then."""

import datetime as dt

import pytest
from django.urls import reverse

from community.richtext.meanwhile import holds
from community.richtext.models import Draft
from events.scheduling.actions import change_meeting

from .writing import place_on

pytestmark = pytest.mark.django_db
WORDS, THEIRS = "Wij spannen een zeil boven de zandbak", "Wij graven een geul"


def as_a_browser(client, url, parts=("form",)) -> dict[str, str]:
    """Everything a form holds when its page is opened, with its hidden place."""
    page = client.get(url)
    found = [page.context[part] for part in parts]
    rows = [form for one in found for form in getattr(one, "forms", [one])]
    held = {form.add_prefix(name): holds(form, name) for form in rows for name in form.fields}
    return {name: value for name, value in held.items() if value} | place_on(page)


@pytest.fixture
def left(house, sign_in):
    """The form of a meeting with one word typed in its summary, left open."""
    client, url = sign_in(house.facilitator), reverse("events:change", args=[house.later.pk])
    fields = as_a_browser(client, url) | {"summary": WORDS}
    client.post("/files/draft/", fields, headers={"Accept": "application/json"})
    return client, url, fields


def moved(house, **fields) -> str:
    """Somebody else moves the meeting by a week; its new day."""
    week = dt.timedelta(days=7)
    hours = {"starts_at": house.later.starts_at + week, "ends_at": house.later.ends_at + week}
    change_meeting(actor=house.facilitator, meeting=house.later, **hours, **fields)
    house.later.refresh_from_db()
    return house.later.local_start.date().isoformat()


def test_a_meeting_that_was_moved_is_not_moved_back(house, left):
    client, url, _fields = left
    day = moved(house)
    found = as_a_browser(client, url)
    assert (found["day"], found["summary"]) == (day, WORDS)
    client.post(url, found)
    house.later.refresh_from_db()
    assert (house.later.local_start.date().isoformat(), house.later.summary) == (day, WORDS)
    assert not Draft.objects.exists()


def test_where_others_wrote_meanwhile_theirs_stands_and_what_was_written_is_beside_it(house, left):
    client, url, _fields = left
    moved(house, summary=THEIRS)
    assert as_a_browser(client, url)["summary"] == THEIRS
    assert f"Je schreef dit eerder: “{WORDS}”" in client.get(url).text


def test_what_was_written_beside_is_not_lost_by_writing_on(house, left):
    client, url, _fields = left
    moved(house, summary=THEIRS)
    fields = as_a_browser(client, url) | {"title": "Een andere titel"}
    client.post("/files/draft/", fields, headers={"Accept": "application/json"})
    assert client.post(url, fields).status_code == 302
    assert Draft.objects.get().fields["summary"] == [WORDS]
    house.later.refresh_from_db()
    assert house.later.summary == THEIRS


def test_what_was_emptied_stays_empty(house, sign_in):
    house.later.summary = THEIRS
    house.later.save()
    client, url = sign_in(house.facilitator), reverse("events:change", args=[house.later.pk])
    fields = as_a_browser(client, url) | {"summary": ""}
    client.post("/files/draft/", fields, headers={"Accept": "application/json"})
    moved(house)
    assert "summary" not in as_a_browser(client, url)


def test_a_draft_from_before_forms_said_what_they_showed_puts_nothing_back(house, left):
    client, url, _fields = left
    Draft.objects.update(shown={})
    day = moved(house)
    found = as_a_browser(client, url)
    assert (found["day"], found["summary"]) == (day, WORDS)


def test_the_page_of_an_organisation_keeps_what_a_colleague_told(house, sign_in):
    client, url = sign_in(house.admin), reverse("organisations:edit", args=[house.organisation.slug])
    fields = as_a_browser(client, url) | {"story": WORDS}
    client.post("/files/draft/", fields, headers={"Accept": "application/json"})
    house.organisation.website = "https://nieuw.example.org"
    house.organisation.save()
    found = as_a_browser(client, url)
    assert (found["story"], found["website"]) == (WORDS, "https://nieuw.example.org")


def test_a_field_that_is_un_chosen_is_un_chosen_in_the_draft(house, left):
    client, _url, fields = left
    without = {name: value for name, value in fields.items() if name != "host"}
    answer = client.post("/files/draft/", without, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert "host" not in Draft.objects.get().fields
