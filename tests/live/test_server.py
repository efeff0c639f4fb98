"""Sockets of the real server, without a browser."""

import asyncio

import aiohttp
import pytest

from community.live.hub import publish
from tests.conftest import session_key
from tests.factories import UserFactory

pytestmark = pytest.mark.xdist_group("sockets")
FRAMES = 1200
WORDS = "x" * 20_000  # together more than the buffers of any operating system hold


async def tab(session, address, user):
    socket = await session.ws_connect(
        f"{address}/ws/", headers={"Cookie": f"sessionid={session_key(user)}", "Origin": address}
    )
    await socket.send_json({"join": f"user.{user.pk}", "after": 0})
    assert (await socket.receive_json())["joined"]
    return socket


async def test_a_tab_that_stops_reading_is_let_go_and_the_others_hear_everything(planted, address):
    user = UserFactory()
    async with aiohttp.ClientSession() as session:
        reading, sleeping = [await tab(session, address, user) for _ in range(2)]
        heard = []
        for n in range(FRAMES):
            publish(f"user.{user.pk}", {"kind": "test", "number": n, "words": WORDS})
            heard.append((await reading.receive_json(timeout=60))["number"])
        late = 0
        while (message := await sleeping.receive(timeout=60)).type is aiohttp.WSMsgType.TEXT:
            late += 1
        assert heard == list(range(FRAMES))
        assert late < FRAMES
        assert message.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.ERROR)
        again = await tab(session, address, user)
        publish(f"user.{user.pk}", {"kind": "test", "number": -1})
        assert (await again.receive_json(timeout=60))["number"] == -1


async def test_odd_letters_and_long_frames_arrive_whole(planted, address):
    user = UserFactory()
    async with aiohttp.ClientSession() as session:
        socket = await tab(session, address, user)
        for words in ("é 🙂 ‏עברית", "w" * 125, "w" * 126, "w" * 70_000):
            publish(f"user.{user.pk}", {"kind": "test", "words": words})
            assert (await socket.receive_json(timeout=60))["words"] == words


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", 1007),
        ("", 1007),
        ("[" * 1_500, 1007),
        ("x" * 17_000, 1009),
        (b"\x00", 1003),
    ],
)
async def test_what_cannot_be_read_closes_the_socket_with_its_own_code(planted, address, content, code):
    user = UserFactory()
    async with aiohttp.ClientSession() as session:
        socket = await tab(session, address, user)
        await (socket.send_bytes if isinstance(content, bytes) else socket.send_str)(content)
        async with asyncio.timeout(20):
            message = await socket.receive()
        assert (message.type, message.data) == (aiohttp.WSMsgType.CLOSE, code)


ODD = [
    "user.{pk}\n",
    "user.{pk} ",
    "user.0{pk}",
    "user.{arabic}",
    "user.{pk}.1",
    "User.{pk}",
    "\ud800",
    "user." + "9" * 19,
]


@pytest.mark.parametrize("name", ODD)
async def test_a_name_that_is_nearly_a_topic_is_refused_and_the_tab_hears_on(planted, address, name):
    user = UserFactory()
    arabic = str(user.pk).translate({ord("0") + n: chr(0x660 + n) for n in range(10)})
    name = name.format(pk=user.pk, arabic=arabic)
    async with aiohttp.ClientSession() as session:
        socket = await tab(session, address, user)
        await socket.send_json({"join": name, "after": 0})
        async with asyncio.timeout(20):
            assert await socket.receive_json() == {"topic": name, "refused": True}
            publish(f"user.{user.pk}", {"kind": "test"})
            assert (await socket.receive_json())["kind"] == "test"
