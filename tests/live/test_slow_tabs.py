"""A tab that reads slowly holds no other: neither what others hear, nor who is sent out."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.sessions.models import Session

from community.asgi import application
from community.live.hub import hub, publish
from community.live.outbox import MOST_WAITING
from tests.conftest import session_key
from tests.factories import UserFactory

LIMIT = 30
ORIGIN = b"http://testserver"


class Slow:
    """The house behind a server that waits until a tab takes what it gets: this one takes nothing from `stop` on."""

    def __init__(self):
        self.stopped, self.never = False, asyncio.Event()

    def stop(self) -> None:
        self.stopped = True

    async def __call__(self, scope, receive, send):
        async def take(message):
            if self.stopped:
                await self.never.wait()
            await send(message)

        await application(scope, receive, take)


async def tab(user, key, through=application) -> WebsocketCommunicator:
    headers = [(b"origin", ORIGIN), (b"host", b"testserver"), (b"cookie", f"sessionid={key}".encode())]
    found = WebsocketCommunicator(through, "/ws/", headers=headers)
    assert (await found.connect(timeout=LIMIT))[0]
    await found.send_json_to({"join": f"user.{user.pk}", "after": 0})
    assert (await found.receive_json_from(timeout=LIMIT))["joined"]
    return found


@pytest.fixture
async def tabs(planted):
    """A tab that stopped reading and one that reads, of one person, each on a session of its own."""
    user = await sync_to_async(UserFactory)()
    keys = [await sync_to_async(session_key)(user) for _ in range(2)]
    slow = Slow()
    sleeping, reading = await tab(user, keys[0], slow), await tab(user, keys[1])
    slow.stop()
    yield user, keys, reading
    for one in (sleeping, reading):
        await one.disconnect(timeout=LIMIT)


async def hears(reading, user, number: int) -> bool:
    """Whether what is said now arrives; what a busy machine held back for a moment is said again."""
    heard = {"again": True}
    while heard.get("again"):
        await sync_to_async(publish)(f"user.{user.pk}", {"kind": "test", "number": number})
        heard = await reading.receive_json_from(timeout=LIMIT)
    return heard["number"] == number


def listening(user) -> int:
    return len([tab for tab in hub().everyone if tab.user_id == user.pk])


async def until(true) -> None:
    async with asyncio.timeout(LIMIT):
        while not true():  # noqa: ASYNC110  (the hub tells nobody of it)
            await asyncio.sleep(0.02)


async def test_the_others_hear_everything_and_it_is_let_go(tabs):
    user, _keys, reading = tabs
    for number in range(MOST_WAITING + 5):
        assert await hears(reading, user, number)
    assert listening(user) == 1


async def test_when_its_session_ends_the_others_hear_on(tabs):
    user, keys, reading = tabs
    await sync_to_async(Session.objects.filter(session_key=keys[0]).delete)()
    await until(lambda: listening(user) == 1)
    looked = hub().seen_at
    await until(lambda: hub().seen_at > looked)  # a look that hangs would hold back what everybody hears
    assert await hears(reading, user, 1)
