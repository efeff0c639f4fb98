"""How much a tab may say, ask and leave unread before it is let go, at the server that is really served."""

import asyncio
import threading

import aiohttp
import pytest

from community.live import consumers, topics
from community.live import hub as hubs
from community.live.server import MOST_BYTES, MOST_FRAMES
from community.live.topics import Replay, Topic
from tests.away import until
from tests.factories import UserFactory
from tests.live.tabs import LIMIT, connected, listening

GONE = (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.ERROR)


def test_the_limits():
    assert (MOST_BYTES, MOST_FRAMES) == (2_000, 200)


def words(size: int) -> str:
    """A message of so many bytes that means nothing to us."""
    return '{"pad": "%s"}' % ("x" * (size - len('{"pad": ""}')))


async def test_a_message_of_more_than_two_thousand_bytes_is_refused_and_one_of_as_many_is_read(
    planted, address
):
    async with aiohttp.ClientSession() as session:
        socket = await connected(session, address, UserFactory())
        await socket.send_str(words(2_000))
        assert await socket.receive_json(timeout=LIMIT) == {"error": "unknown"}
        await socket.send_str(words(2_001))
        message = await socket.receive(timeout=LIMIT)
        assert (message.type, message.data) == (aiohttp.WSMsgType.CLOSE, 1009)


@pytest.fixture
def slow(monkeypatch):
    """Topics of a kind that takes its time to open: until `go_on`."""

    class Slow:
        opened, begun, go_on = [], threading.Event(), threading.Event()

    def open_slow(user, number):
        Slow.opened.append(number)
        Slow.begun.set()
        assert Slow.go_on.wait(LIMIT)
        return Topic(f"slow.{number}")

    monkeypatch.setitem(topics._openers, "slow", open_slow)
    yield Slow
    Slow.go_on.set()


async def ask(socket, slow, more: int) -> None:
    """The first question is being looked at; so many more wait behind it."""
    await socket.send_json({"join": "slow.1", "after": 0})
    assert await asyncio.to_thread(slow.begun.wait, LIMIT)
    for _ in range(more):
        await socket.send_json({"join": "slow.1", "after": 0})


async def test_as_many_questions_as_may_wait_are_all_answered(planted, address, slow):
    async with aiohttp.ClientSession() as session:
        socket = await connected(session, address, UserFactory())
        await ask(socket, slow, MOST_FRAMES)
        slow.go_on.set()
        for _ in range(MOST_FRAMES + 1):
            assert (await socket.receive_json(timeout=LIMIT))["joined"]


def is_here(user) -> bool:
    """Whether the server still knows a tab of this person."""
    return any(tab.user_id == user.pk for hub in hubs._hubs.values() for tab in list(hub.everyone))


async def test_at_one_more_the_tab_is_cut_and_what_it_asked_is_not_looked_up(planted, address, slow):
    user = UserFactory()
    async with aiohttp.ClientSession() as session:
        socket = await connected(session, address, user)
        await ask(socket, slow, MOST_FRAMES + 1)
        assert (await socket.receive(timeout=LIMIT)).type in GONE
        slow.go_on.set()
        await asyncio.to_thread(until, lambda: not is_here(user), "the tab is still there")
    assert slow.opened == [1]


async def test_a_tab_that_asks_on_and_reads_no_answer_is_cut(planted, address, monkeypatch):
    """Its answers are together more than the buffers of any operating system hold."""
    user, asked, opened = UserFactory(), 60, []

    def open_long(user, number):
        opened.append(number)
        return Topic("long.1", lambda *_: Replay([{"kind": "test", "words": "x" * 1_000_000}], until=1))

    def answered_or_cut() -> bool:
        return len(opened) == asked or (opened and not is_here(user))

    monkeypatch.setitem(topics._openers, "long", open_long)
    async with aiohttp.ClientSession() as session:
        socket = await connected(session, address, user)
        for _ in range(asked):
            await socket.send_json({"join": "long.1", "after": 0})
        await asyncio.to_thread(until, answered_or_cut, "neither answered nor cut")
        assert not is_here(user)
    assert len(opened) < asked


async def test_one_person_has_at_most_sixty_tabs_in_a_process_and_others_are_let_in(
    planted, address, monkeypatch
):
    assert consumers.MOST_TABS == 60
    monkeypatch.setattr(consumers, "MOST_TABS", 2)
    one, other = UserFactory(), UserFactory()
    async with aiohttp.ClientSession() as session:
        first, _second = [await listening(session, address, one) for _ in range(2)]
        third = await connected(session, address, one)
        assert ((await third.receive(timeout=LIMIT)).type, third.close_code) == (
            aiohttp.WSMsgType.CLOSE,
            4503,
        )
        await listening(session, address, other)
        await first.close()
        await asyncio.to_thread(until, lambda: tabs_of(one) == 1, "the first tab is still there")
        await listening(session, address, one)


def tabs_of(user) -> int:
    return sum(tab.user_id == user.pk for hub in hubs._hubs.values() for tab in list(hub.everyone))
