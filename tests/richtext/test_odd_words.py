"""What a form sends that no column holds: nothing breaks, neither while typing nor when signing in again."""

import pytest
from django.test import Client
from django.urls import reverse

from community.richtext.actions import let_wait, use, waiting_files
from community.richtext.models import Attachment, Draft
from tests.house import picture

from .writing import WORDS, end_sessions, place_on, sign_in_at

pytestmark = pytest.mark.django_db
NUL = {"html": "a\x00b"}, {"a\x00b": "x"}, {"waiting": "\x00"}


@pytest.fixture
def client(house) -> Client:
    signed_in = Client()
    signed_in.force_login(house.member)
    return signed_in


def opened(client, house, query="") -> dict:
    return place_on(client.get(f"{house.topic.get_absolute_url()}?page=1{query}"))


@pytest.mark.parametrize("query", ["", "&q=" + "x" * 500])
@pytest.mark.parametrize("odd", NUL)
def test_a_draft_is_kept(client, house, odd, query):
    fields = opened(client, house, query) | {"html": WORDS} | odd
    assert client.post(reverse("richtext:draft"), fields).status_code == 200
    assert client.get(reverse("richtext:drafts")).status_code == 200
    draft = Draft.objects.get()
    assert len(draft.page) <= 400
    assert draft.page.endswith("#composer")
    assert "\x00" not in str(draft.fields)


@pytest.mark.parametrize("odd", NUL)
def test_what_was_sent_after_the_session_ended_is_there(client, house, odd):
    fields = opened(client, house, "&q=" + "x" * 500) | {"html": WORDS} | odd
    end_sessions()
    sent = client.post(reverse("forum:reply", args=[house.topic.pk]), fields)
    assert sign_in_at(client, sent["Location"], house.member).status_code == 200
    assert Draft.objects.filter(owner=house.member).count() == 1


def test_a_picture_of_a_form_without_a_word_of_its_own_can_be_used_twice(house):
    for _twice in range(2):
        waits = let_wait(actor=house.member, upload=picture("x.png"), once="")
        assert waiting_files(owner=house.member, keys=[str(waits.pk)]) == [waits]
        use(actor=house.member, audience=house.network.audience, files=[waits])
    assert Attachment.objects.filter(owner=house.member, waiting=False, name="x.webp").count() == 2


def test_one_picture_of_two_who_are_signed_out_is_two(house):
    first, second = [let_wait(actor=None, upload=picture(name), once="") for name in ("a.png", "b.png")]
    assert (first.name, second.name) == ("a.webp", "b.webp")
