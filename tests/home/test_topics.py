"""Topics in a list of few: on the front page, and on the page of a network, where one sees what is new."""

import uuid

import pytest
from bs4 import BeautifulSoup

from forum import actions as forum
from forum.reading.actions import mark_read
from tests.factories import BoardFactory

pytestmark = pytest.mark.django_db


def rows(page, title) -> list[tuple[list[str], bool]]:
    """How each row of this topic looks, and whether it says when."""
    found = BeautifulSoup(page.text, "html.parser").select("li.row")
    return [(row["class"], bool(row.find("time"))) for row in found if title in row.text]


def test_the_network_says_what_is_new_and_when(house, sign_in):
    client, url = sign_in(house.facilitator), house.network.get_absolute_url()
    assert rows(client.get(url), house.topic.title) == [(["row", "new"], True)]
    mark_read(actor=house.facilitator, topic=house.topic, number=1)
    assert rows(client.get(url), house.topic.title) == [(["row", "seen"], True)]


def test_the_front_page_says_neither(house, client):
    forum.start_topic(
        actor=house.member,
        board=BoardFactory(name="Open", slug="open"),
        title="In het open",
        html="<p>Vraag</p>",
        client_id=uuid.uuid4(),
    )
    page = client.get("/")
    assert rows(page, "In het open") == [(["row"], False)]
    assert "0 antwoorden" in page.text
