"""A tab hears as long as its session lasts: every way in which one ends closes the socket, on its own."""

import asyncio
import threading
import time
from datetime import timedelta

import aiohttp
import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from community.live import hub as hubs
from community.live import sessions
from community.live.hub import publish
from community.members.actions import deactivate
from community.members.models import User
from tests.conftest import session_key
from tests.factories import UserFactory
from tests.live.tabs import LIMIT, connected, hears, listening
from tests.serving import Serving

PASSWORD, NEW = "een-lang-wachtwoord", "een-ander-wachtwoord"


def browser(key: str) -> Client:
    client = Client()
    client.cookies["sessionid"] = key
    return client


async def code_of_close(socket) -> int:
    """The code with which the server ends it; before that it may only hear that it should ask again."""
    async with asyncio.timeout(LIMIT):
        while (message := await socket.receive()).type is aiohttp.WSMsgType.TEXT:
            assert message.json().get("again")
        assert message.type is aiohttp.WSMsgType.CLOSE
        return message.data


def sign_out(user, key):
    assert browser(key).post("/account/logout/").status_code == 302


def end_from_the_list(user, key):
    UserSession.objects.create(user=user, session_key=key, ip="127.0.0.1", user_agent="Phone")
    other = browser(session_key(user))
    assert other.post("/account/sessions/").status_code == 302


def delete_the_row(user, key):
    Session.objects.filter(session_key=key).delete()


def delete_the_row_by_hand(user, key):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session WHERE session_key = %s", [key])


def expire(user, key):
    store = SessionStore(key)
    store.set_expiry(1)
    store.save()


def expire_in_the_database(user, key):
    Session.objects.filter(session_key=key).update(expire_date=timezone.now() - timedelta(seconds=1))


def change_the_password(user, key):
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert browser(session_key(user)).post("/account/password/change/", fields).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)


def set_the_password_by_command(user, key):
    user.set_password(NEW)
    user.save()


def close_the_account(user, key):
    deactivate(actor=user, person=user)


def close_the_account_by_hand(user, key):
    User.objects.filter(pk=user.pk).update(is_active=False)


def delete_the_account(user, key):
    user.delete()


WAYS = [
    sign_out,
    end_from_the_list,
    delete_the_row,
    delete_the_row_by_hand,
    expire,
    expire_in_the_database,
    change_the_password,
    set_the_password_by_command,
    close_the_account,
    close_the_account_by_hand,
    delete_the_account,
]


@pytest.fixture
def person(planted) -> User:
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.parametrize("way", WAYS)
async def test_a_session_that_ends_takes_its_socket_along(person, address, way):
    other = UserFactory()
    key = session_key(person)
    async with aiohttp.ClientSession() as session:
        socket = await listening(session, address, person, key=key)
        staying = await listening(session, address, other, key=session_key(other))
        await asyncio.to_thread(way, person, key)
        assert await code_of_close(socket) == 4401
        publish(f"user.{person.pk}", {"kind": "test"})
        assert await hears(staying, other, 1)
        assert socket.closed


@pytest.mark.parametrize(
    "way", [sign_out, end_from_the_list, delete_the_row_by_hand, close_the_account_by_hand]
)
async def test_a_socket_of_another_process_hears_of_it_too(person, tmp_path, way):
    servers = [Serving(tmp_path / str(number)) for number in range(2)]
    key = session_key(person)
    try:
        for server in servers:
            server.start()
        async with aiohttp.ClientSession() as session:
            sockets = [await listening(session, server.address, person, key=key) for server in servers]
            await asyncio.to_thread(way, person, key)
            assert [await code_of_close(socket) for socket in sockets] == [4401, 4401]
    finally:
        for server in servers:
            server.kill()


async def test_signing_out_here_leaves_another_browser_alone(person, address):
    here, there = session_key(person), session_key(person)
    async with aiohttp.ClientSession() as session:
        leaving, staying = [await listening(session, address, person, key=key) for key in (here, there)]
        await asyncio.to_thread(sign_out, person, here)
        assert await code_of_close(leaving) == 4401
        assert await hears(staying, person, 1)


async def test_without_a_session_a_socket_is_closed_before_it_hears_anything(person, address):
    gone = session_key(person)
    delete_the_row_by_hand(person, gone)  # its copy in the cache is still there
    async with aiohttp.ClientSession() as session:
        for key in ("", "unknown", gone):
            socket = await connected(session, address, person, key=key)
            await socket.send_json({"join": f"user.{person.pk}", "after": 0})
            message = await socket.receive(timeout=LIMIT)
            assert (message.type, message.data) == (aiohttp.WSMsgType.CLOSE, 4401)


async def test_nobody_hears_on_a_session_that_was_not_looked_at_lately(person, address, monkeypatch):
    looking, go_on, real = threading.Event(), threading.Event(), sessions.ended

    def slow(tabs):
        looking.set()
        assert go_on.wait(LIMIT)
        return real(tabs)

    async with aiohttp.ClientSession() as session:
        socket = await listening(session, address, person, key=session_key(person))
        (loop, hub) = next((loop, hub) for loop, hub in hubs._hubs.items() if hub.everyone)
        monkeypatch.setattr(sessions, "ended", slow)
        assert await asyncio.to_thread(looking.wait, LIMIT)
        until = time.monotonic() + LIMIT
        while loop.time() - hub.seen_at <= hubs.FRESH and time.monotonic() < until:  # noqa: ASYNC110  (a clock)
            await asyncio.sleep(0.05)
        publish(f"user.{person.pk}", {"kind": "test"})
        while not hub.held_back and time.monotonic() < until:  # noqa: ASYNC110  (nothing rings)
            await asyncio.sleep(0.05)
        go_on.set()
        assert await socket.receive_json(timeout=LIMIT) == {"topic": f"user.{person.pk}", "again": True}
        assert await hears(socket, person, 1)


def test_two_seconds():
    assert hubs.CHECK_EVERY < hubs.FRESH <= 2
