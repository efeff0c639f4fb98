"""A file that came with a form in which something else was wrong waits for it, and hangs from it once."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.richtext.jobs import forget_old_drafts, forget_waiting_files
from community.richtext.models import Attachment, Draft
from forum.models import Post, Topic
from tests.house import picture

from .writing import WORDS, end_sessions, forms, place_on, sign_in_at

pytestmark = pytest.mark.django_db


def new_topic(client, house, **fields):
    url = reverse("forum:new_topic", args=[house.board.slug])
    sent = {"title": "Hoe maken jullie schaduw?", "html": WORDS, "no_children": "on"} | fields
    return client.post(url, {name: value for name, value in sent.items() if value is not None})


def test_a_photo_waits_while_the_title_is_missing(house, client, sign_in):
    client.force_login(house.member)
    once = str(uuid.uuid4())
    for _twice in range(2):
        response = new_topic(client, house, title="", files=picture("afdak.png"), client_id=once)
    page = response.content.decode()
    waiting = Attachment.objects.get(waiting=True)
    assert response.status_code == 422
    assert f'name="waiting" value="{waiting.pk}"' in page
    assert "afdak" in page
    assert 'name="drop"' in page
    assert client.get(waiting.get_absolute_url()).status_code == 200
    for other in (house.facilitator, house.outsider, None):
        assert sign_in(other).get(waiting.get_absolute_url()).status_code == 404
    for _twice in range(2):
        assert new_topic(client, house, waiting=str(waiting.pk), client_id=once).status_code == 302
    post = Topic.objects.get(title="Hoe maken jullie schaduw?").posts.get()
    assert post.html.count("<img") == 1
    assert waiting.get_absolute_url() in post.html
    assert sign_in(house.facilitator).get(waiting.get_absolute_url()).status_code == 200
    assert sign_in(house.outsider).get(waiting.get_absolute_url()).status_code == 404
    assert not Attachment.objects.filter(waiting=True).exists()


def test_a_photo_waits_for_the_tick(house, client):
    client.force_login(house.member)
    page = new_topic(client, house, files=picture("afdak.png"), no_children=None).content.decode()
    waiting = Attachment.objects.get(waiting=True)
    assert "herkenbaar" in page
    assert f'value="{waiting.pk}"' in page


def test_a_photo_that_is_removed_is_gone(house, client):
    client.force_login(house.member)
    new_topic(client, house, title="", files=picture("afdak.png"))
    waiting = Attachment.objects.get(waiting=True)
    again = {"waiting": str(waiting.pk), "drop": str(waiting.pk), "client_id": str(uuid.uuid4())}
    assert f'value="{waiting.pk}"' not in new_topic(client, house, title="", **again).content.decode()
    assert not Attachment.objects.filter(pk=waiting.pk).exists()
    assert not waiting.file.storage.exists(waiting.file.name)


def test_nobody_uses_the_photo_of_somebody_else(house, client):
    client.force_login(house.member)
    new_topic(client, house, title="", files=picture("afdak.png"))
    waiting = Attachment.objects.get(waiting=True)
    client.force_login(house.facilitator)
    new_topic(client, house, waiting=str(waiting.pk), drop=str(waiting.pk), title="")
    assert new_topic(client, house, waiting=str(waiting.pk), client_id=str(uuid.uuid4())).status_code == 302
    assert "<img" not in Post.objects.get(html__contains=WORDS).html
    waiting.refresh_from_db()
    assert waiting.waiting
    assert waiting.audience == f"person:{house.member.pk}"


def test_a_photo_outlives_the_session_too(house, client):
    page, action, words, _count = forms(house)["reply"]
    client.force_login(house.member)
    fields = place_on(client.get(page)) | words | {"no_children": "on"}
    end_sessions()
    location = client.post(action, fields | {"files": picture("afdak.png")})["Location"]
    sign_in_at(client, location, house.member)
    draft = Draft.objects.get()
    client.post(draft.action, {key: values[-1] for key, values in draft.fields.items()})
    assert Post.objects.get(html__contains=WORDS).html.count("<img") == 1


def test_after_a_day_what_waits_is_thrown_away(house, client):
    client.force_login(house.member)
    new_topic(client, house, title="", files=picture("afdak.png"))
    waiting = Attachment.objects.get(waiting=True)
    assert forget_waiting_files.call() == 0
    Attachment.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert forget_waiting_files.call() == 1
    assert not waiting.file.storage.exists(waiting.file.name)
    assert Attachment.objects.filter(pk=house.attachment.pk).exists(), "what hangs from something stays"


def test_the_files_of_a_draft_stay_as_long_as_it_does(house, client):
    page, action, words, _count = forms(house)["reply"]
    client.force_login(house.member)
    fields = place_on(client.get(page)) | words | {"no_children": "on", "files": picture("afdak.png")}
    Topic.objects.filter(pk=house.topic.pk).update(closed=True)
    assert client.post(action, fields).status_code == 403
    waiting = Attachment.objects.get(waiting=True)
    Attachment.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - timedelta(days=30))
    assert forget_waiting_files.call() == 0
    Draft.objects.update(updated_at=timezone.now() - timedelta(days=59))
    assert forget_old_drafts.call() == 0
    Draft.objects.update(updated_at=timezone.now() - timedelta(days=61))
    assert (forget_old_drafts.call(), forget_waiting_files.call()) == (1, 1)
    assert not waiting.file.storage.exists(waiting.file.name)


def test_files_of_somebody_who_is_not_signed_in_are_nobodys_until_they_are(house, client):
    """Whoever has an old page of somebody else fills nobody's account, and sees nothing."""
    page = forms(house)["reply"][0]
    client.force_login(house.member)
    fields = place_on(client.get(page)) | {"html": WORDS, "waiting": ["a"] * 8}
    end_sessions()

    def files():
        return [picture(f"{n}.png", (8 + n, 8)) for n in range(3)]

    action = reverse("forum:reply", args=[house.topic.pk])
    client.post(action, fields | {"files": files()})
    assert not Attachment.objects.filter(waiting=True).exists(), "eight files wait already, says the form"
    response = client.post(action, fields | {"waiting": [], "files": files()})
    held = Attachment.objects.filter(waiting=True)
    assert [one.owner for one in held] == [None] * 3
    for other in (client, Client()):
        assert other.get(held[0].get_absolute_url()).status_code in (302, 404)
    sign_in_at(client, response["Location"], house.member)
    assert [one.owner for one in held.all()] == [house.member] * 3
    assert client.get(held[0].get_absolute_url()).status_code == 200
