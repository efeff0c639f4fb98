"""Sockets of the real server, without a browser."""

import asyncio

import aiohttp
import pytest

from tests.factories import UserFactory
from tests.live.tabs import LIMIT, hears, listening

FRAMES = 1200
WORDS = "x" * 20_000  # together more than the buffers of any operating system hold


async def test_a_tab_that_stops_reading_is_let_go_and_the_others_hear_everything(planted, address):
    user = UserFactory()
    async with aiohttp.ClientSession() as session:
        reading, sleeping = [await listening(session, address, user) for _ in range(2)]
        for number in range(FRAMES):
            assert await hears(reading, user, number, words=WORDS)
        late = 0
        while (message := await sleeping.receive(timeout=LIMIT)).type is aiohttp.WSMsgType.TEXT:
            late += "number" in message.json()
        assert late < FRAMES
        assert message.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.ERROR)
        again = await listening(session, address, user)
        assert await hears(again, user, FRAMES)


async def test_odd_letters_and_long_frames_arrive_whole(planted, address):
    user = UserFactory()
    async with aiohttp.ClientSession() as session:
        socket = await listening(session, address, user)
        for number, words in enumerate(("é 🙂 ‏עברית", "w" * 125, "w" * 126, "w" * 70_000)):
            assert await hears(socket, user, number, words=words)


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
        socket = await listening(session, address, user)
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
        socket = await listening(session, address, user)
        await socket.send_json({"join": name, "after": 0})
        async with asyncio.timeout(20):
            assert await socket.receive_json() == {"topic": name, "refused": True}
            assert await hears(socket, user, 1)
