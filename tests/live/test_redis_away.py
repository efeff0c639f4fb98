"""Redis stops or hangs under a running house: pages, posts and signing out go on, and tabs are caught up afterwards."""

import asyncio
import os
import uuid

import aiohttp
import pytest
from channels.layers import get_channel_layer
from django.core.cache import cache, caches
from django.test import Client

from community.live import hub, sending
from tests.away import Redis, until
from tests.house import House
from tests.live.tabs import connected

AWAY = pytest.mark.parametrize("how", ["stopped", "frozen"])


@pytest.fixture
def redis(settings):
    server = Redis()
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "community.kept.caches.RedisCache", "LOCATION": server.url, "KEY_PREFIX": "away",
        },
    }  # fmt: skip
    host = {"address": server.url, "socket_connect_timeout": 1, "socket_timeout": 2}
    settings.CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [host]}}
    }
    hub._hubs.clear()
    sending._sender_of.cache_clear()
    yield server
    for loop, found in list(hub._hubs.items()):
        asyncio.run_coroutine_threadsafe(let_go(found), loop).result(20)
    hub._hubs.clear()
    asyncio.run_coroutine_threadsafe(get_channel_layer().flush(), sender().loop).result(20)
    sending._sender_of.cache_clear()
    server.stop()


async def let_go(found):
    """End what a hub does in the loop of the server, which outlives this test."""
    for task in found.tasks.values():
        task.cancel()
    await found.layer.flush()


@pytest.fixture
def house(planted):
    return House()


def say(client, room, text) -> int:
    sent = {"text": text, "client_id": uuid.uuid4().hex}
    answer = client.post(f"/chat/{room.pk}/say/", sent, headers={"accept": "application/json"})
    assert answer.status_code == 201
    return answer.json()["n"]


def sender():
    return sending._sender_of(os.getpid())


async def follow(socket, room, seen: int, last: int) -> list[int]:
    """As a page does: ask for what came after the last number."""
    await socket.send_json({"join": f"room.{room.pk}", "after": seen})
    return await listen(socket, room, seen, last)


async def listen(socket, room, seen: int, last: int) -> list[int]:
    """The numbers that come after `seen` until `last`; what is told to have been missed is asked for."""
    found = [seen]
    while found[-1] != last:
        frame = (await socket.receive(timeout=60)).json()
        if frame.get("again"):
            await socket.send_json({"join": f"room.{room.pk}", "after": found[-1]})
        heard = [one["n"] for one in frame.get("frames", [frame]) if "n" in one]
        found += [number for number in heard if number > found[-1]]
    return found[1:]


@AWAY
async def test_what_was_said_meanwhile_arrives_when_redis_is_back(redis, house, address, how):
    speaker = Client()
    speaker.force_login(house.facilitator)
    async with aiohttp.ClientSession() as session:
        socket = await connected(session, address, house.member)
        first = say(speaker, house.room, "Voor")
        assert (await follow(socket, house.room, 0, first))[-1] == first
        redis.take_away(how)
        meanwhile = [say(speaker, house.room, f"Tussen {n}") for n in range(5)]
        assert sender().away.is_set()  # who speaks does not wait for Redis any more
        redis.give_back(how)
        until(lambda: not sender().away.is_set(), "the sender does not go on")
        assert await listen(socket, house.room, first, meanwhile[-1]) == meanwhile
        last = say(speaker, house.room, "Na")
        assert await listen(socket, house.room, meanwhile[-1], last) == [last]


@AWAY
def test_pages_forms_and_sessions_work_without_redis(redis, house, how):
    client = Client()
    client.force_login(house.member)
    assert client.get("/health/").content == b"database: ok\ncache: ok\n"
    redis.take_away(how)
    for path in ("/today/", house.topic.get_absolute_url(), f"/chat/{house.room.pk}/", "/people/"):
        assert client.get(path, follow=True).status_code == 200
    reply = {"html": "<p>Zonder Redis</p>", "client_id": uuid.uuid4().hex}
    assert client.post(f"/forum/{house.topic.pk}/reply/", reply).status_code == 302
    assert house.topic.posts.filter(html__contains="Zonder Redis").exists()
    visitor = Client()
    assert visitor.get("/").status_code == 200
    page = visitor.post("/account/login/", {"login": house.member.email, "password": "no"})
    assert page.status_code == 200
    assert page.context["form"].errors
    health = client.get("/health/")
    assert (health.status_code, health.content) == (200, b"database: ok\ncache: away\n")
    redis.give_back(how)
    until(lambda: b"cache: ok" in client.get("/health/").content, "the cache does not go on")


@AWAY
def test_who_signed_out_meanwhile_stays_signed_out(redis, house, how):
    client = Client()
    client.force_login(house.member)
    assert client.get("/today/").status_code == 200  # the session is kept in Redis now
    cookie = client.cookies["sessionid"].value
    redis.take_away(how)
    assert client.post("/account/logout/").status_code == 302
    redis.give_back(how)
    until(lambda: not caches["default"].watch.away.is_set(), "the cache does not go on")
    client.cookies["sessionid"] = cookie
    assert client.get("/today/").status_code == 302


def test_nothing_is_kept_meanwhile_but_what_somebody_tries_is_counted(redis, db):
    redis.take_away("stopped")
    assert (cache.get("a"), cache.get("a", 3), cache.get_many(["a"])) == (None, 3, {})
    assert cache.set("a", 1) is None
    assert cache.set_many({"a": 1}) == []
    assert cache.get("a") is None
    assert cache.add("a", 1) is True
    assert cache.add("a", 1) is True
    assert (cache.has_key("a"), cache.touch("a"), cache.delete("a"), cache.delete_many(["a"])) == (
        False, False, False, None,
    )  # fmt: skip
    assert cache.get_or_set("a", 5) == 5
    assert [cache.incr("tries") for _ in range(3)] == [1, 2, 3]
    cache.set("allauth:rl:x", [1.0])
    assert cache.get("allauth:rl:x") == [1.0]
    redis.give_back("stopped")
    until(lambda: not caches["default"].watch.away.is_set(), "the cache does not go on")
    cache.set("a", 1)
    assert cache.get("a") == 1
