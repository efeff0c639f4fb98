"""Who writes faster than people do is asked to wait, and nothing that was typed is lost."""

import uuid

import pytest
from django.urls import reverse

from community.chat.models import Message, Room
from forum.models import Post, Topic
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SAID = "Dit gaat erg snel."


@pytest.fixture
def twice(settings):
    """At most two of anything in an hour."""
    names = ("chat_line", "conversation", "topic", "answer", "register_address")
    settings.ACCOUNT_RATE_LIMITS = dict.fromkeys(names, "2/h/user") | {"register_address": "2/h/key"}


@pytest.fixture
def client(house, sign_in, library):
    return sign_in(house.member)


def form(**words):
    return {"client_id": uuid.uuid4(), "no_children": "on", **words}


def test_lines_of_a_chat(house, client, twice):
    url = reverse("chat:say", args=[Room.objects.get(network=house.network, about=None).pk])
    before = Message.objects.count()
    script = {"Accept": "application/json"}
    answers = [client.post(url, form(text=f"Zin {n}"), headers=script) for n in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 422]
    assert answers[2].json()["error"].startswith(SAID)
    page = client.post(url, form(text="Zin vier"))
    assert SAID in page.text
    assert "Zin vier" in page.text
    assert Message.objects.count() == before + 2


def test_answers_and_topics(house, client, twice):
    board = house.network.boards.first()
    topic = Topic.objects.filter(board=board).first()
    posts = Post.objects.count()
    for url, words in (
        (reverse("forum:new_topic", args=[board.slug]), {"title": "Vraag"}),
        (reverse("forum:reply", args=[topic.pk]), {}),
    ):
        pages = [client.post(url, form(html=f"<p>Woorden {n}</p>", **words)) for n in range(3)]
        assert [page.status_code for page in pages] == [302, 302, 422]
        assert SAID in pages[2].text
        assert "Woorden 2" in pages[2].text
    assert Post.objects.count() == posts + 4


def test_conversations(house, client, twice):
    people = [UserFactory(), UserFactory(), UserFactory()]
    for one in people:
        one.profile.listed = "members"
        one.profile.save()
    urls = [client.post(reverse("chat:talk_to", args=[one.handle]))["Location"] for one in people]
    assert urls[2] == people[2].get_absolute_url()
    assert Room.objects.filter(network=None, members__user=people[2]).count() == 0


def test_mails_to_one_address_about_an_open_meeting(house, library, twice, sign_in):
    house.later.visibility = "public"
    house.later.save()
    visitor, url = sign_in(None), reverse("events:guest", args=[house.later.pk])
    guest = {"name": "Ria", "answer": "in_person"}
    pages = [
        visitor.post(url, guest | {"email": mail})
        for mail in ["r@example.org"] * 2 + ["R@Example.org", "s@example.org"]
    ]
    assert [page.status_code for page in pages] == [302, 302, 422, 302]
