"""A form is sent to the address that it was made for, or nowhere; what was written in it stays."""

import re

import pytest
from django.core import signing
from django.test import Client

from community.richtext.models import Draft
from community.richtext.places import Place, open_place, read

from .writing import WORDS, end_sessions, forms, place_on, sign_in_at

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def topic(house, client):
    page, action, _words, count = forms(house)["reply"]
    client.force_login(house.member)
    return page, action, count


def forged(fields, **changed) -> dict[str, str]:
    """The fields of a form with a place that somebody changed, and could not sign."""
    values, mark, proof = signing.loads(fields["_place"], salt="richtext.place"), ":", "x" * 43
    packed = signing.dumps(values[:3] + [changed.get("action", values[3])] + values[4:], salt="another")
    return fields | {"_place": packed.rpartition(mark)[0] + mark + proof}


@pytest.mark.parametrize("elsewhere", ["edit", "notes", "chat"])
def test_a_form_that_is_sent_elsewhere_is_refused_and_its_words_stay(elsewhere, topic, house, client):
    page, action, count = topic
    other = forms(house)[elsewhere]
    fields = place_on(client.get(page)) | other[2]
    answer = client.post(other[1], fields)
    assert answer.status_code == 403
    assert "naar een ander adres gestuurd" in answer.content.decode()
    assert (count(), other[3]()) == (0, 0), "nothing was sent"
    kept = Draft.objects.get()
    assert (kept.action, kept.owner) == (action, house.member)
    assert WORDS in client.get("/files/drafts/").content.decode()
    told = client.post(other[1], fields, headers=SCRIPT)
    assert told.status_code == 403
    assert "Er is niets verstuurd" in told.json()["error"]


def test_a_form_that_was_changed_is_refused_with_its_words_on_the_page(topic, client):
    page, action, count = topic
    fields = forged(place_on(client.get(page)), action="/account/email/") | {"html": f"<p>{WORDS}</p>"}
    answer = client.post(action, fields)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "onderweg veranderd" in page
    assert WORDS in page
    assert not count()
    told = client.post("/files/draft/", fields, headers=SCRIPT)
    assert told.status_code == 403
    assert not Draft.objects.exists()


def test_signed_out_too_what_is_kept_goes_where_it_was_signed_for(topic, house, client):
    page, signed, _count = topic
    fields = place_on(client.get(page)) | {"html": WORDS}
    end_sessions()
    elsewhere = forms(house)["notes"][1]
    found = sign_in_at(client, client.post(elsewhere, fields)["Location"], house.member).content.decode()
    sends = [form for form in found.split("<form")[1:] if WORDS in form.partition("</form>")[0]]
    assert [re.search(r'action="([^"]*)"', form)[1] for form in sends] == [signed]


def test_send_it_now_goes_where_the_form_was_made_for(topic, house, client):
    page, action, count = topic
    fields = place_on(client.get(page)) | {"html": WORDS}
    house.topic.__class__.objects.update(closed=True)
    assert client.post(action, fields).status_code == 403
    house.topic.__class__.objects.update(closed=False)
    found = client.get("/files/drafts/")
    assert f'action="{action}"' in found.content.decode()
    sent = place_on(found) | {"html": WORDS}
    notes = forms(house)["notes"]
    assert client.post(notes[1], sent | {"do": "note", "text": WORDS}).status_code == 403
    assert not notes[3]()
    assert client.post(action, sent).status_code == 302
    assert count() == 1


def test_a_draft_without_an_address_is_written_on_at_its_page(house, client):
    """As drafts from before addresses were signed, of which the address was not one here."""
    client.force_login(house.member)
    for at, action in enumerate(("", "/forum/")):
        Draft.objects.create(
            owner=house.member, place=f"topic.{at}", page="/forum/", action=action,
            fields={"html": [WORDS]}, unsent_at="2026-11-28T12:00Z",
        )  # fmt: skip
    page = client.get("/files/drafts/").content.decode()
    assert page.count("Verstuur het nu") == 1
    assert page.count("Schrijf verder") == 2


def test_a_page_from_before_addresses_were_signed_is_taken(topic, house, client):
    _page, action, count = topic
    old = signing.dumps([house.member.pk, "topic.1", "/forum/"], salt="richtext.place", compress=True)
    assert client.post("/files/draft/", {"_place": old, "html": WORDS}, headers=SCRIPT).status_code == 200
    fields = place_on(client.get(_page)) | {"_place": old, "html": WORDS}
    assert client.post(action, fields).status_code == 302
    assert count() == 1
    assert not Draft.objects.exists()


def test_an_old_page_of_somebody_else_sends_nothing(topic, house, client, monkeypatch):
    page, action, count = topic
    fields = place_on(client.get(page)) | {"html": WORDS}
    monkeypatch.setattr("community.richtext.places.SECONDS", -1)
    client.force_login(house.facilitator)
    answer = client.post(action, fields)
    assert answer.status_code == 403
    assert "ander account" in answer.content.decode()
    assert not count()
    client.force_login(house.member)
    assert client.post(action, fields).status_code == 302
    assert count() == 1


def test_a_place_comes_back_as_it_was_signed():
    place = open_place(user=7, name="topic.3", page="/forum/", action="/forum/reply/3/", begun=(5, 2))
    assert read({"_place": place.signed()}) == place
    assert read({"_place": place.signed(), "_tab": "a1"}) == Place(**vars(place) | {"tab": "a1"})
    assert read({"_place": place.signed(), "_tab": "<script>"}) == place
    assert place.opened != open_place(user=7, name="topic.3", page="/forum/", action="/").opened


def test_visitors_are_asked_to_sign_in_as_ever(house):
    action = forms(house)["reply"][1]
    for place in ("WzEsImEiLCIvIl0:1u:forged", ""):
        assert Client().post(action, {"_place": place, "html": WORDS}).status_code == 302


def test_a_part_that_is_fetched_belongs_to_the_page_it_stands_on(house, client):
    client.force_login(house.facilitator)
    page = house.meeting.get_absolute_url()
    headers = {"HX-Request": "true", "Referer": f"http://testserver{page}?from=mail"}
    part = client.get(f"{page}?show=documents", headers=headers)
    assert read(place_on(part)).page == f"{page}?from=mail"
