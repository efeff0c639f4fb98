"""The rail and the bar around a page: what they count is what is new for this reader, and never somebody else's."""

import uuid

import pytest
from django.urls import reverse

from community.networks import actions as networks
from forum import actions as forum

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("certain_at_once"), pytest.mark.once]


def answer(actor, topic, html="<p>Zo.</p>"):
    return forum.reply(actor=actor, topic=topic, html=html, client_id=uuid.uuid4())


def unread(client) -> list[int]:
    return [net.unread for net in client.get(reverse("home:more")).context["frame"].networks]


def test_the_rail_counts_what_is_new_and_forgets_what_was_read(house, sign_in):
    client = sign_in(house.member)
    before = unread(client)[0]
    topic = forum.start_topic(
        actor=house.facilitator, board=house.board, title="N", html="<p>x</p>", client_id=uuid.uuid4()
    )
    assert unread(client) == [before + 1]
    client.get(topic.get_absolute_url())
    assert unread(client) == [before]


def test_the_rail_says_where_the_reader_is(house, sign_in):
    client = sign_in(house.member)
    for name in ("home:today", "forum:forum", "chat:rooms"):
        url = reverse(name)
        page = client.get(url).text
        assert page.count(f'<a href="{url}" aria-current="page">') >= 1
        assert page.count('aria-current="page"') <= 2


def test_the_line_of_new_posts_stands_where_the_reader_left(house, sign_in):
    client, topic = sign_in(house.member), house.topic
    client.get(topic.get_absolute_url())
    topic.refresh_from_db()
    answer(house.facilitator, topic)
    answer(house.facilitator, topic)
    page = client.get(topic.get_absolute_url()).text
    assert page.count('id="nieuw"') == 1
    assert page.index('id="nieuw"') < page.index(f'id="p{topic.last_number + 1}"')
    assert 'id="nieuw"' not in client.get(topic.get_absolute_url()).text


def test_each_network_counts_its_own_topics(house, sign_in):
    """One network with two new topics, one with none: neither sees the other's, removed or read ones."""
    quiet = networks.start_network(
        actor=house.admin, facilitator=house.member, slug="stil", name="Stil", purpose="Rust",
        cooperation_form="learning_network",
    )  # fmt: skip
    client = sign_in(house.member)

    def counted() -> dict[str, int]:
        frame = client.get(reverse("home:more")).context["frame"]
        return {one.name: one.unread for one in frame.networks}

    before = counted()
    assert before[quiet.name] == 0
    made = [
        forum.start_topic(
            actor=house.facilitator, board=house.board, title=title, html="<p>x</p>", client_id=uuid.uuid4()
        )
        for title in ("Een", "Twee", "Drie")
    ]
    forum.delete_post(actor=house.facilitator, post=made[0].posts.get(number=1))
    assert counted() == before | {house.network.name: before[house.network.name] + 2}
