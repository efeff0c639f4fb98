"""Tabs at the server that is really served: they connect, join a topic, and hear what is said there."""

from community.live.hub import publish
from tests.conftest import session_key

LIMIT = 60  # seconds; that it is soon is in the constants of the hub, here nobody waits for ever


async def connected(session, address, user, *, key=None, origin=None):
    """A tab of this person on a new session, or on the one with this key."""
    cookie = f"sessionid={session_key(user) if key is None else key}"
    headers = {"Cookie": cookie, "Origin": address if origin is None else origin}
    return await session.ws_connect(
        f"{address}/ws/", headers={name: value for name, value in headers.items() if value}
    )


async def listening(session, address, user, *, key=None):
    """The same, and it hears what concerns this person."""
    socket = await connected(session, address, user, key=key)
    await join(socket, user)
    return socket


async def join(socket, user) -> None:
    await socket.send_json({"join": f"user.{user.pk}", "after": 0})
    while (answer := await socket.receive_json(timeout=LIMIT)).get("again"):
        pass  # a busy machine may have held something back meanwhile
    assert answer["joined"]


async def hears(socket, user, number: int, **more) -> bool:
    """Whether what is said now arrives; what a busy machine held back for a moment is said again."""
    said = {"kind": "test", "number": number, **more}
    publish(f"user.{user.pk}", said)
    while (heard := await socket.receive_json(timeout=LIMIT)).get("number", number - 1) < number:
        if heard.get("again"):
            publish(f"user.{user.pk}", said)
    return heard == {"topic": f"user.{user.pk}", **said}
