"""Who is let in at the socket, and who is sent out, at the server that is really served."""

import asyncio

import aiohttp
import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from tests.live.tabs import connected, join, listening

OLD, NEW = "eerst-wachtwoord-1", "ander-wachtwoord-2"


async def test_a_page_of_another_site_opens_no_socket(planted, address):
    user = UserFactory()
    port = address.rpartition(":")[2]
    foreign = [
        "https://evil.example",
        address.replace("http:", "https:"),
        f"http://127.0.0.1:1{port}"[:21],
        "null",
        "",
    ]
    async with aiohttp.ClientSession() as session:
        for origin in foreign:
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await connected(session, address, user, origin=origin)
            assert refused.value.status == 403, origin
        await listening(session, address, user)


async def test_a_changed_password_closes_the_sockets_of_other_sessions(planted, address):
    user = UserFactory()
    user.set_password(OLD)
    user.save()
    async with aiohttp.ClientSession() as session:
        socket = await listening(session, address, user)
        assert (await asyncio.to_thread(change_password, user)).status_code == 302
        message = await socket.receive(timeout=20)
        while message.type is aiohttp.WSMsgType.TEXT:
            message = await socket.receive(timeout=20)
        assert (message.type, socket.close_code) == (aiohttp.WSMsgType.CLOSE, 4401)


def change_password(user):
    client = Client()
    client.force_login(user)
    data = {"oldpassword": OLD, "password1": NEW, "password2": NEW}
    return client.post(reverse("account_change_password"), data)


async def say(socket, text: str, times: int) -> None:
    for _ in range(times):
        await socket.send_str(text)


@pytest.mark.parametrize(
    "text", ['{"leave": "x.1", "pad": "%s"}' % ("x" * 1_500), "x" * 100_000], ids=["many", "long"]
)
async def test_a_tab_that_says_too_much_is_let_go_and_the_others_hear(planted, address, text):
    loud, quiet = UserFactory(), UserFactory()
    async with aiohttp.ClientSession() as session:
        flood, other = [await connected(session, address, user) for user in (loud, quiet)]
        with pytest.raises(ConnectionError):
            await say(flood, text, 20_000)
        await join(other, quiet)


@pytest.mark.parametrize("path", ["/", "/ws", "/ws/rooms/1/", "/nergens/"])
async def test_at_another_address_nothing_is_heard_and_nothing_fails(planted, address, path, caplog):
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(f"{address}{path}", headers={"Origin": address})
    assert refused.value.status == 403
    assert not [record for record in caplog.records if record.exc_info]
