"""Rooms over real sockets of the ASGI application, and over HTTP."""

import asyncio
import json
import uuid

import pytest
from channels.testing import WebsocketCommunicator
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from community.asgi import application
from community.chat import actions
from community.chat.models import Message, Room, unread_messages
from community.live.origins import SameOrigin
from community.members.actions import deactivate
from community.networks.actions import remove_participant
from tests.house import House

ORIGIN = b"http://testserver"


def say(house, who="member", text="Hallo", client_id=None):
    return actions.say(actor=house.who(who), room=house.room, text=text, client_id=client_id or uuid.uuid4())


@pytest.mark.django_db
class TestOverHttp:
    def test_numbers_follow_and_a_retry_is_one_message(self, house):
        client_id = uuid.uuid4()
        first, again, second = say(house, client_id=client_id), say(house, client_id=client_id), say(house)
        assert (first == again, second.number - first.number) == (True, 1)

    def test_unread_is_counted_and_read(self, house):
        before = unread_messages(house.member)
        say(house, "facilitator")
        assert unread_messages(house.member) == before + 1
        house.room.refresh_from_db()
        actions.read_until(actor=house.member, room=house.room, number=999)
        assert unread_messages(house.member) == 0

    @pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
    def test_refused_texts(self, house, text):
        with pytest.raises(ValidationError):
            say(house, text=text)

    def test_markup_is_text(self, house):
        assert "<script>" not in say(house, text="<script>alert(1)</script> & <b>vet</b>").html

    def test_strangers_do_not_speak(self, house):
        with pytest.raises(PermissionDenied):
            say(house, "outsider")

    def test_one_conversation_for_each_pair(self, house):
        one = actions.open_conversation(actor=house.member, person=house.facilitator)
        assert one == actions.open_conversation(actor=house.facilitator, person=house.member)
        with pytest.raises(PermissionDenied):
            actions.open_conversation(actor=house.outsider, person=house.member)

    def test_only_the_author_changes_a_message(self, house, sign_in):
        message = say(house)
        url = reverse("chat:change", args=[house.room.pk, message.number])
        assert sign_in(house.facilitator).post(url, {"text": "Anders"}).status_code == 403
        sign_in(house.member).post(url, {"do": "delete"})
        message.refresh_from_db()
        assert (message.html, bool(message.deleted_at)) == ("", True)


def headers(client, origin=ORIGIN):
    cookie = "; ".join(f"{k}={v.value}" for k, v in client.cookies.items()).encode()
    found = [(b"cookie", cookie), (b"host", b"testserver")]
    return [*found, (b"origin", origin)] if origin else found


async def open_tab(user):
    client = Client()
    if user:
        await asyncio.to_thread(client.force_login, user)
    tab = WebsocketCommunicator(application, "/ws/", headers=headers(client))
    connected, _code = await tab.connect()
    return tab, connected


async def frames_until(tab, wanted):
    """Everything heard up to and including the frame that `wanted` accepts."""
    heard = []
    while True:
        frame = json.loads(await tab.receive_from(timeout=60))
        heard.append(frame)
        if wanted(frame):
            return heard


@pytest.mark.django_db(transaction=True)
class TestOverSockets:
    async def test_a_message_arrives_once_and_in_order(self, house):
        tab, _ = await open_tab(house.member)
        await tab.send_json_to({"join": f"room.{house.room.pk}", "after": 1})
        await frames_until(tab, lambda f: f.get("joined"))
        for _ in range(5):
            await asyncio.to_thread(say, house, "facilitator")
        heard = await frames_until(tab, lambda f: f.get("n") == 6)
        assert [f["n"] for f in heard] == [2, 3, 4, 5, 6]
        await tab.disconnect()

    async def test_what_was_missed_is_replayed(self, house):
        for _ in range(4):
            await asyncio.to_thread(say, house)
        tab, _ = await open_tab(house.facilitator)
        await tab.send_json_to({"join": f"room.{house.room.pk}", "after": 3, "ask": 7})
        (answer,) = await frames_until(tab, lambda f: f.get("joined"))
        assert [f["n"] for f in answer["frames"]] == [4, 5]
        assert (answer["ask"], answer["until"], answer["more"]) == (7, 5, False)
        await tab.disconnect()

    async def test_strangers_hear_nothing(self, house):
        tab, _ = await open_tab(house.outsider)
        for topic in (
            f"room.{house.room.pk}",
            f"topic.{house.topic.pk}",
            "room.99",
            "x",
            "room.-1",
        ):
            await tab.send_json_to({"join": topic, "after": 0})
            assert json.loads(await tab.receive_from())["refused"] is True
        await asyncio.to_thread(say, house)
        assert await tab.receive_nothing()
        await tab.disconnect()

    async def test_visitors_do_not_come_in(self, house):
        tab, _ = await open_tab(None)
        assert (await tab.receive_output(timeout=10))["code"] == 4401
        await tab.send_json_to({"join": f"room.{house.room.pk}", "after": 0})
        assert await tab.receive_nothing()

    async def test_leaving_the_network_ends_the_hearing(self, house):
        tab, _ = await open_tab(house.member)
        await tab.send_json_to({"join": f"room.{house.room.pk}", "after": 1})
        await frames_until(tab, lambda f: f.get("joined"))
        part = await asyncio.to_thread(house.network.participants.get, user=house.member)
        await asyncio.to_thread(remove_participant, actor=house.facilitator, participant=part)
        await frames_until(tab, lambda f: f.get("refused"))
        await asyncio.to_thread(say, house, "facilitator")
        assert await tab.receive_nothing()
        await tab.disconnect()

    async def test_a_closed_account_is_out_at_once(self, house):
        tab, _ = await open_tab(house.member)
        await asyncio.to_thread(deactivate, actor=house.admin, person=house.member)
        closed = await tab.receive_output(timeout=60)
        assert (closed["type"], closed["code"]) == ("websocket.close", 4401)
        await tab.disconnect()

    @pytest.mark.parametrize(("text", "code"), [("{", 1007), ("[" * 1_500, 1007)])
    async def test_bad_frames_close_the_tab(self, house, text, code):
        tab, _ = await open_tab(house.member)
        await tab.send_to(text_data=text)
        closed = await tab.receive_output(timeout=60)
        assert (closed["type"], closed["code"]) == ("websocket.close", code)

    @pytest.mark.parametrize("content", [{}, {"join": 5, "after": 0}, {"join": "room.1"}, {"join": "room.1", "after": -1}, [], 3, {"do": "say"}])  # fmt: skip
    async def test_unknown_requests_get_an_error(self, house, content):
        tab, _ = await open_tab(house.member)
        await tab.send_json_to(content)
        assert json.loads(await tab.receive_from()) == {"error": "unknown"}
        await tab.disconnect()


@pytest.mark.parametrize(
    ("origin", "host", "secure", "allowed"),
    [
        ("http://testserver", "testserver", False, True),
        ("http://testserver:8000", "testserver:8000", False, True),
        ("http://testserver:8001", "testserver:8000", False, False),
        ("https://testserver", "testserver", False, False),
        ("http://sub.testserver", "testserver", False, False),
        ("http://evil.example", "evil.example", False, False),
        ("null", "testserver", False, False),
        ("", "testserver", False, False),
        ("http://testserver", "[", False, False),
    ],
)
def test_origins(origin, host, secure, allowed):
    assert SameOrigin.allowed(origin, host, secure) is allowed


@pytest.mark.django_db
def test_messages_are_counted_once_per_room(house):
    numbers = list(Message.objects.filter(room=house.room).values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.django_db
class TestRoomsOfMeetings:
    def test_a_meeting_has_one_room_of_its_own(self, house, sign_in):
        url = reverse("events:room", args=[house.meeting.pk])
        first, second = (sign_in(who).post(url) for who in (house.member, house.facilitator))
        assert first["Location"] == second["Location"] != house.room.get_absolute_url()
        page = sign_in(house.member).get(first["Location"]).text
        assert house.meeting.title in page
        assert actions.open_network_room(network=house.network) == house.room

    @pytest.mark.parametrize("persona", House.OUTSIDE)
    def test_nobody_else_gets_in(self, house, sign_in, persona):
        room = actions.open_room_about(
            actor=house.member, network=house.network, about="meeting-1", name="Samenkomst"
        )
        response = sign_in(house.who(persona)).get(room.get_absolute_url())
        assert response.status_code in (302, 404)
        assert room not in list(Room.objects.visible_to(house.user(persona)))


@pytest.mark.parametrize(
    ("headers", "said", "refused"),
    [
        ({"accept": "application/json"}, (201, "application/json"), "application/json"),
        ({"sec-fetch-mode": "cors"}, (201, "application/json"), "application/json"),
        ({"accept": "text/html", "sec-fetch-mode": "navigate"}, (302, "text/html"), "text/html"),
        ({}, (302, "text/html"), "text/html"),
    ],
    ids=["a script that wants JSON", "a script", "a form", "an old browser's form"],
)
def test_a_script_hears_in_json_and_a_form_gets_a_page(headers, said, refused, house, sign_in):
    client, url = sign_in(house.member), reverse("chat:say", args=[house.room.pk])

    def send(text):
        answer = client.post(url, {"text": text, "client_id": str(uuid.uuid4())}, headers=headers)
        return answer.status_code, answer["Content-Type"].partition(";")[0]

    assert send("Dag allemaal") == said
    assert send(" ") == (422, refused)


def test_a_message_that_was_taken_back_meanwhile_gets_no_words_again(house):
    message = actions.say(actor=house.member, room=house.room, text="Weg", client_id=uuid.uuid4())
    opened = Message.objects.select_related("room").get(pk=message.pk)
    actions.delete_message(actor=house.member, message=message)
    with pytest.raises(PermissionDenied):
        actions.edit_message(actor=house.member, message=opened, text="Weer daar")
    opened.refresh_from_db()
    assert opened.html == ""
