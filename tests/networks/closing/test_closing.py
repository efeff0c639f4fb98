"""Closing a network asks what is open, leaves everything readable, and can be undone."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from community.networks.closing.actions import close_network, reopen_network
from community.networks.closing.ends import loose_ends
from community.networks.models import Network
from community.notifications import letters
from community.notifications.models import Notification, OutgoingMail
from community.richtext.models import Draft
from events.models import ActionPoint
from forum import actions as forum

pytestmark = pytest.mark.django_db
WORD = "Dank jullie wel. Alles staat in ons artikel."


def page_of(house) -> str:
    return reverse("networks:closing", args=[house.network.slug])


def closed(house) -> Network:
    return close_network(actor=house.facilitator, network=house.network, word=WORD, sure=True)


def test_it_says_what_is_open_and_asks_once_more(house, sign_in):
    client = sign_in(house.facilitator)
    page = client.get(page_of(house)).text
    for words in ("1 actie is niet klaar", "2 bijeenkomsten komen nog", "1 oogst is nog geen artikel"):
        assert words in page
    refused = client.post(page_of(house), {"word": WORD})
    assert refused.status_code == 422
    assert "Er staat nog iets open. Maak het af, of zeg dat het zo mag blijven." in refused.text
    assert WORD in refused.text
    assert Network.objects.get(pk=house.network.pk).closed_at is None
    page = client.post(page_of(house), {"word": WORD, "sure": "on"}, follow=True).text
    assert "Afgesloten op" in page
    assert Network.objects.get(pk=house.network.pk).phase == "ended"


def test_with_nothing_open_nothing_is_asked(house):
    ActionPoint.objects.update(status="done")
    house.network.meetings.all().delete()
    house.network.harvests.all().delete()
    assert loose_ends(house.network) == []
    assert close_network(actor=house.facilitator, network=house.network).closed_at


def test_everyone_gets_the_last_word_once(house):
    for _time in "12":
        closed(house)
    line = Notification.objects.get(kind="networks/closed")
    assert line.recipient == house.member
    letters.write.call([line.pk])
    assert WORD in OutgoingMail.objects.get(notification=line).text


def test_everything_stays_readable_at_its_address(house, sign_in):
    closed(house)
    client = sign_in(house.member)
    for url in (
        house.network.get_absolute_url(),
        house.topic.get_absolute_url(),
        house.meeting.get_absolute_url(),
        reverse("chat:room", args=[house.room.pk]),
        reverse("networks:members", args=[house.network.slug]),
        reverse("networks:agreement", args=[house.network.slug]),
        reverse("events:minutes", args=[house.held.pk]),
    ):
        assert client.get(url).status_code == 200, url
    assert "Afgesloten op" in client.get(house.network.get_absolute_url()).text
    assert "Over heropenen" not in client.get(house.network.get_absolute_url()).text
    assert "Over heropenen" in sign_in(house.facilitator).get(house.network.get_absolute_url()).text


def old_forms(house):
    """Forms that still stand open in a browser: address, what is sent, and the words that must not be lost."""
    once = lambda: str(uuid.uuid4())  # noqa: E731
    return {
        "reply": (
            reverse("forum:reply", args=[house.topic.pk]),
            {"html": "<p>Mijn woorden</p>", "client_id": once()},
        ),
        "topic": (
            reverse("forum:new_topic", args=[house.board.slug]),
            {"title": "Titel", "html": "<p>Mijn woorden</p>", "client_id": once()},
        ),
        "chat": (reverse("chat:say", args=[house.room.pk]), {"text": "Mijn woorden", "client_id": once()}),
        "question": (
            reverse("events:questions", args=[house.meeting.pk]),
            {"text": "Mijn woorden", "client_id": once()},
        ),
        "note": (
            reverse("events:notes", args=[house.held.pk]),
            {"text": "Mijn woorden", "client_id": once()},
        ),
    }


@pytest.mark.parametrize("name", ["reply", "topic", "chat", "question", "note"])
def test_an_old_form_is_answered_in_words(name, house, sign_in):
    closed(house)
    url, data = old_forms(house)[name]
    answer = sign_in(house.member).post(url, data)
    assert answer.status_code == 403
    assert "Dit netwerk is afgesloten" in answer.text


def test_what_was_written_in_an_old_form_is_kept(house, sign_in):
    client = sign_in(house.member)
    page = client.get(house.topic.get_absolute_url()).text
    place = page.split('name="_place"')[1].split('value="')[1].split('"')[0]
    closed(house)
    url, data = old_forms(house)["reply"]
    answer = client.post(url, {**data, "_place": place})
    assert "Wat je schreef, is bewaard." in answer.text
    assert "Mijn woorden" in str(Draft.objects.get(owner=house.member).fields)


def test_a_script_hears_it_in_words_too(house, sign_in):
    closed(house)
    url, data = old_forms(house)["chat"]
    answer = sign_in(house.member).post(url, data, headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert "Dit netwerk is afgesloten" in answer.json()["error"]


def test_it_runs_again_as_it_was(house, sign_in):
    closed(house)
    with pytest.raises(PermissionDenied):
        forum.reply(actor=house.member, topic=house.topic, html="<p>x</p>", client_id=uuid.uuid4())
    client = sign_in(house.facilitator)
    for _time in "12":
        client.post(page_of(house), {"do": "reopen"})
    network = Network.objects.get(pk=house.network.pk)
    assert (network.closed_at, network.phase) == (None, "run")
    assert Notification.objects.filter(kind="networks/reopened").count() == 1
    forum.reply(actor=house.member, topic=house.topic, html="<p>x</p>", client_id=uuid.uuid4())
    history = client.get(reverse("networks:history", args=[network.slug])).text
    assert WORD in history
    assert history.count("of het netwerk loopt") == 2


def test_closing_what_was_closed_a_moment_ago(house, sign_in):
    client = sign_in(house.facilitator)
    closed(house)
    assert client.post(page_of(house), {"word": WORD, "sure": "on"}).status_code == 302
    assert Notification.objects.filter(kind="networks/closed").count() == 1


@pytest.mark.parametrize("word", ["", "\x00", "x" * 10_000])
def test_bad_input(word, house, sign_in):
    answer = sign_in(house.facilitator).post(page_of(house), {"word": word, "sure": "on"})
    assert answer.status_code == 422
    assert Network.objects.get(pk=house.network.pk).closed_at is None
    if word.startswith("x"):
        assert word in answer.text


@pytest.mark.parametrize(
    ("who", "status"), [("member", 403), ("outsider", 404), ("staff", 404), ("other_facilitator", 404)]
)
def test_nobody_else(who, status, house, sign_in):
    client = sign_in(house.who(who))
    assert client.post(page_of(house), {"word": WORD, "sure": "on"}).status_code == status
    closed(house)
    assert client.post(page_of(house), {"do": "reopen"}).status_code == status
    with pytest.raises(PermissionDenied):
        reopen_network(actor=house.who(who), network=house.network)


def test_open_ends_are_a_sentence_on_the_form(house):
    with pytest.raises(ValidationError) as refused:
        close_network(actor=house.facilitator, network=house.network)
    assert "sure" in refused.value.error_dict
