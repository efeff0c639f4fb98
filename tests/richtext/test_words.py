"""Words survive an ended session, another account, an old token and an error, with no script in sight."""

import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from community.richtext.carrying import SECONDS
from community.richtext.models import Draft
from forum.models import Topic
from tests.house import CANARY

from .writing import WORDS, end_sessions, forms, place_on, sign_in_at

pytestmark = pytest.mark.django_db


def writer(house, name):
    return house.facilitator if name == "minutes" else house.member


@pytest.fixture
def written(house, client):
    """Somebody typed in a form, the session ended, and they pressed send."""

    def send(name):
        page, action, words, count = forms(house)[name]
        client.force_login(writer(house, name))
        fields = place_on(client.get(page)) | words
        end_sessions()
        response = client.post(action, fields, headers={"Referer": f"http://testserver{page}"})
        return response, count

    return send


@pytest.mark.parametrize("name", ["reply", "topic", "edit", "chat", "notes", "minutes"])
def test_what_was_sent_after_the_session_ended_is_there_after_signing_in(name, written, house, client):
    response, count = written(name)
    assert response.status_code == 302
    assert not count()
    assert "bewaren we twee uur" in client.get(response["Location"]).text
    found = sign_in_at(client, response["Location"], writer(house, name))
    assert found.status_code == 200
    assert found.request["PATH_INFO"] == "/files/drafts/"
    page = found.content.decode()
    assert "Dit wilde je net versturen" in page
    assert WORDS in page
    assert not count(), "nothing is sent by itself"
    draft = Draft.objects.get()
    again = {key: values[-1] for key, values in draft.fields.items()} | place_on(found)
    for _twice in range(2):
        assert client.post(draft.action, again).status_code == 302
    assert count() == 1
    assert not Draft.objects.exists()
    assert WORDS not in client.get("/files/drafts/").content.decode()


@pytest.mark.parametrize("name", ["reply", "notes"])
def test_somebody_else_who_signs_in_never_sees_them(name, written, house, client):
    response, count = written(name)
    found = sign_in_at(client, response["Location"], house.outsider)
    assert found.status_code == 200
    assert WORDS not in found.content.decode()
    assert not Draft.objects.exists()
    assert not count()
    assert WORDS not in str(dict(client.session))


def test_the_words_wait_for_two_hours_and_the_next_session_lasts_as_long_as_ever(written, house, client):
    response, _count = written("reply")
    assert client.session.get_expiry_age() <= SECONDS
    sign_in_at(client, response["Location"], house.member)
    assert client.session.get_expire_at_browser_close() or client.session.get_expiry_age() > SECONDS


def test_words_without_a_place_or_with_a_forged_one_are_not_kept(house, client):
    for place in ({}, {"_place": "WzEsImEiLCIvIl0:1u:forged"}):
        answer = client.post(reverse("forum:reply", args=[house.topic.pk]), {"html": WORDS} | place)
        assert answer.status_code == 302
    assert "carried" not in client.session


def test_a_page_of_another_account_sends_nothing(house, client):
    page, action, words, count = forms(house)["reply"]
    client.force_login(house.member)
    fields = place_on(client.get(page)) | words
    client.force_login(house.facilitator)
    response = client.post(action, fields)
    assert response.status_code == 403
    assert "ander account" in response.content.decode()
    answer = client.post("/files/draft/", fields, headers={"Accept": "application/json"})
    assert answer.status_code == 403
    assert answer.json()["other_account"] is True
    assert not count()
    assert not Draft.objects.exists()


def test_an_old_token_after_signing_in_elsewhere_keeps_the_words(house):
    page, action, words, count = forms(house)["reply"]
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.member)
    fields = place_on(client.get(page)) | words | {"csrfmiddlewaretoken": "x" * 32}
    response = client.post(action, fields, follow=True)
    assert response.request["PATH_INFO"] == "/files/drafts/"
    assert WORDS in response.content.decode()
    assert not count()


def test_a_topic_that_was_closed_meanwhile_keeps_the_words(house, client):
    page, action, words, count = forms(house)["reply"]
    client.force_login(house.member)
    fields = place_on(client.get(page)) | words
    Topic.objects.filter(pk=house.topic.pk).update(closed=True)
    response = client.post(action, fields)
    assert response.status_code == 403
    assert "/files/drafts/" in response.content.decode()
    assert WORDS in client.get("/files/drafts/").content.decode()
    assert not count()


def test_something_that_broke_keeps_the_words(house, monkeypatch):
    page, action, words, _count = forms(house)["notes"]
    client = Client(raise_request_exception=False)
    client.force_login(house.member)
    fields = place_on(client.get(page)) | words
    monkeypatch.setattr("events.minutes.actions.typed", lambda *arguments: 1 / 0)
    assert client.post(action, fields).status_code == 500
    assert WORDS in client.get("/files/drafts/").content.decode()


def other_forms(house) -> dict[str, tuple]:
    """Forms that have a draft by one tag alone: page, field, and who writes there."""

    def at(name, *arguments):
        return reverse(name, args=arguments)

    house.network.visibility = "members"
    house.network.save()
    slug, boss = house.network.slug, house.facilitator
    return {
        "note": (at("events:note", house.note.pk), "text", house.member),
        "remark": (at("events:minutes", house.held.pk), "text", house.member),
        "question": (at("events:questions", house.meeting.pk), "text", house.member),
        "join": (at("networks:join", slug), "motivation", house.outsider),
        "profile": (at("members:edit"), "about", house.member),
        "agreement": (at("networks:agreement", slug), "html", boss),
        "plan": (at("events:new_plan", slug), "name", boss),
        "meeting": (at("events:change", house.meeting.pk), "summary", boss),
        "new_meeting": (at("events:schedule", slug), "summary", boss),
    }


OTHERS = ["note", "remark", "question", "join", "profile", "agreement", "plan", "meeting", "new_meeting"]


@pytest.mark.parametrize("name", OTHERS)
def test_every_other_form_with_the_tag_begins_with_its_draft(name, house, client):
    page, field, who = other_forms(house)[name]
    client.force_login(who)
    fields = place_on(client.get(page), field)
    client.post("/files/draft/", {"_place": fields["_place"], field: WORDS})
    assert WORDS in client.get(page).content.decode()


@pytest.mark.parametrize("name", ["reply", "topic", "edit", "notes", "minutes"])
def test_a_form_begins_with_its_draft_until_that_is_thrown_away(name, house, client):
    page, _action, words, _count = forms(house)[name]
    client.force_login(writer(house, name))
    fields = place_on(client.get(page))
    kept = client.post("/files/draft/", fields | words, headers={"Accept": "application/json"})
    assert kept.status_code == 200
    assert WORDS in client.get(page).content.decode()
    assert WORDS in client.get("/files/drafts/").content.decode()
    client.post("/files/draft/", {"_place": fields["_place"], "do": "forget"})
    assert WORDS not in client.get(page).content.decode()


def test_a_draft_holds_no_secrets_and_has_an_end(house, client):
    client.force_login(house.member)
    fields = place_on(client.get(house.topic.get_absolute_url())) | {"html": WORDS}
    client.post("/files/draft/", fields | {"password1": "x", "token": "x", "csrfmiddlewaretoken": "x"})
    assert set(Draft.objects.get().fields) == {"html", "client_id"}
    answer = client.post("/files/draft/", fields | {"html": "x" * 200_001})
    assert answer.status_code == 422
    assert "te lang" in answer.json()["error"]


def test_a_chat_message_that_is_too_long_stays_in_its_field(house, client):
    client.force_login(house.member)
    text = WORDS * 200
    sent = {"text": text, "client_id": str(uuid.uuid4())}
    response = client.post(reverse("chat:say", args=[house.room.pk]), sent)
    assert response.status_code == 422
    assert f">\n{text}</textarea>" in response.content.decode()


def test_a_script_hears_401_from_every_address_that_needs_an_account(house):
    from tests.permissions.table import POST_INSIDE, POST_SIGNED, SIGNED, TABLE
    from tests.permissions.test_walk import address

    client, wrong = Client(), []
    scripts = ({"Sec-Fetch-Mode": "cors"}, {"HX-Request": "true"}, {"Accept": "application/json"})
    for name, (_arguments, rule) in TABLE.items():
        if rule not in (SIGNED, POST_SIGNED, POST_INSIDE):
            continue
        for headers in scripts:
            ask = client.get if rule == SIGNED else client.post
            response = ask(address(house, name), headers=headers)
            if response.status_code != 401 or CANARY in response.content.decode():
                wrong.append((name, headers, response.status_code))
    assert not wrong
    for path in ("/account/email/", "/account/sessions/", "/account/2fa/"):
        answer = client.get(path, headers={"Sec-Fetch-Mode": "cors"})
        assert (answer.status_code, answer.json()["sign_in"]) == (401, "/account/login/")
    assert client.get("/today/", headers={"Sec-Fetch-Mode": "navigate"}).status_code == 302


def test_signing_in_after_a_post_leads_to_a_page_that_opens(house):
    from tests.permissions.table import POST_INSIDE, POST_SIGNED, TABLE
    from tests.permissions.test_walk import address

    page = f"{house.topic.get_absolute_url()}?page=1"
    wrong = []
    for name, (_arguments, rule) in TABLE.items():
        if rule not in (POST_INSIDE, POST_SIGNED):
            continue
        for headers, lands in (({"Referer": f"http://testserver{page}"}, page), ({}, "/today/")):
            client = Client()
            location = client.post(address(house, name), headers=headers)["Location"]
            found = sign_in_at(client, location, house.member)
            landed = found.redirect_chain[-1][0]
            if (found.status_code, landed) != (200, lands):
                wrong.append((name, landed, found.status_code))
    assert not wrong


@pytest.mark.parametrize("referer", ["https://evil.example/forum/", "nonsense", "//evil.example/"])
def test_nobody_is_led_elsewhere(referer, house, client):
    answer = client.post(reverse("forum:reply", args=[house.topic.pk]), headers={"Referer": referer})
    assert answer["Location"] == "/account/login/"


def test_the_way_to_sign_in_keeps_the_query(house, client):
    location = client.get("/forum/posts/1/edit/?page=3&x=a b")["Location"]
    assert parse_qs(urlsplit(location).query)["next"] == ["/forum/posts/1/edit/?page=3&x=a%20b"]
    board = house.board
    board.visibility = "public"
    board.save()
    page = client.get(f"{house.topic.get_absolute_url()}?page=3").content.decode()
    assert f'/account/login/?next={house.topic.get_absolute_url()}%3Fpage%3D3"' in page
    assert f'/account/login/?next={house.topic.get_absolute_url()}%3Fpage%3D3%23composer"' in page


def test_a_page_that_stood_open_for_weeks_keeps_nothing(house, client, monkeypatch):
    client.force_login(house.member)
    fields = place_on(client.get(forms(house)["reply"][0])) | {"html": WORDS}
    end_sessions()
    monkeypatch.setattr("community.richtext.places.SECONDS", -1)
    response = client.post(reverse("forum:reply", args=[house.topic.pk]), fields)
    assert response.status_code == 302
    assert "carried" not in client.session


def test_a_late_answer_to_a_script_takes_no_new_session_along(house, client):
    client.cookies["sessionid"] = "ended"
    asked = client.get("/notifications/bell/", headers={"Sec-Fetch-Mode": "cors"})
    assert asked.status_code == 401
    assert "sessionid" not in asked.cookies
    client.cookies["sessionid"] = "ended"
    assert client.get("/today/").cookies["sessionid"]["max-age"] == 0
