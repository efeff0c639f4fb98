import asyncio
import json
import logging
from datetime import UTC, datetime, timedelta

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth import get_user_model
from django.utils import timezone

from .hub import AWAY, hub
from .outbox import TAKE, Outbox
from .sessions import ended
from .topics import open_topic

MOST_TOPICS = 60
MOST_TABS = 60  # of one person in one process; one more may try again later
SIGNED_OUT = 4401
LATER = 4503
CLOCKS_DIFFER = timedelta(minutes=1)  # and a change is certain a moment after it got its time
logger = logging.getLogger(__name__)


class TabConsumer(AsyncWebsocketConsumer):
    """One browser tab: it asks for topics; we check, catch it up, and pass frames on.

    In: `{"join": topic, "after": number}`, with `ask` (a number of the tab's own, that comes back in the answer) and
    `at` (the `at` of an earlier answer); and `{"leave": topic}`.

    Out: the frames of the topics, and one answer to each join. `{"topic", "ask", "joined": true, "at", "frames",
    "until", "more"}` has all that was missed in one piece: the frames are whole up to the number `until`, and with
    `more` the tab asks on from there; `at` is when that was, in seconds since 1970. Or `{"topic", "ask", "refused":
    true}`, which also comes unasked when a right ends; or `{"topic", "ask", "failed": true}`: ask again later.
    `{"topic", "again": true}` says that something may have been missed, `{"error": …}` that we do not understand.

    A tab without a session, or whose session ends, is closed with 4401; one that may try again later with 4503. How
    much it may say at once, and may leave unread, is in `server.py`.
    """

    user_id = None
    ended = False

    async def __call__(self, scope, receive, send):
        """Listen until the tab goes; however it goes, nobody hands it anything afterwards.

        Our own server takes a message at once (`server.py`); for any other one it waits in an outbox.
        """
        take = scope.get("extensions", {}).get(TAKE)
        self.outbox = None if take else Outbox(self._send, full=lambda: self.end(LATER))
        self.put = take or self.outbox.put
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.ended = True
            hub().forget(self)
            if self.outbox:
                self.outbox.stop()

    async def connect(self):
        self.user = self.scope["user"]
        await self.accept()
        if not self.user.is_authenticated:
            return self.end()
        self.user_id, self.password = self.user.pk, self.user.password
        self.session_key = self.scope["session"].session_key
        self.joined = set()
        self.changing = asyncio.Lock()
        if hub().of_person[self.user_id] >= MOST_TABS:
            return self.end(LATER)
        if await asyncio.to_thread(ended, [self]):
            return self.end()
        try:
            await hub().enter(self)
        except AWAY:
            await self.close(LATER)

    async def receive(self, text_data=None, bytes_data=None):
        if self.ended:
            return None
        if bytes_data is not None:
            return await self.close(1003)
        try:
            content = json.loads(text_data)
        except (ValueError, RecursionError):
            return await self.close(1007)
        match content:
            case {"join": str(topic), "after": int(after)} if 0 <= after < 2**62:
                await self.join(topic, after, content)
            case {"leave": str(topic)}:
                async with self.changing:
                    self.leave(topic)
            case _:
                self.say({"error": "unknown"})

    async def join(self, name: str, after: int, said: dict) -> None:
        """Answer with what came after the number `after`; `said` has the rest of the question."""
        asked = {"ask": said["ask"]} if isinstance(said.get("ask"), int) else {}
        try:
            async with self.changing:
                answer = await self.open(name, after, _moment(said.get("at")))
        except Exception:
            logger.exception("A topic could not be opened")
            answer = {"failed": True}
        self.say({"topic": name[:80], **asked, **answer})

    async def open(self, name: str, after: int, since: datetime | None) -> dict:
        if len(self.joined - {name}) >= MOST_TOPICS:
            return {"refused": True}
        topic = await database_sync_to_async(open_topic)(name, self.user)
        if topic is None:
            self.leave(name)
            return {"refused": True}
        self.joined.add(name)
        await hub().join(name, self)  # listen first, replay second: the tab holds what comes in between
        at = int(timezone.now().timestamp())
        replay = await database_sync_to_async(topic.replay)(after, since)
        found = {"frames": replay.frames, "until": replay.until, "more": replay.more}
        return {"joined": True, "at": at, **found}

    def leave(self, name: str) -> None:
        self.joined.discard(name)
        hub().leave(name, self)

    def look_again(self) -> None:
        """Rights changed: what may no longer be heard is left. Joining and this wait for each other."""
        hub().beside.start(self._look_again())

    async def _look_again(self) -> None:
        async with self.changing:
            self.user = await database_sync_to_async(self._account)()
            for name in list(self.joined):
                if await database_sync_to_async(open_topic)(name, self.user) is None:
                    self.leave(name)
                    self.say({"topic": name, "refused": True})

    def _account(self):
        return get_user_model().objects.filter(pk=self.user_id).first() or self.user

    def end(self, code: int = SIGNED_OUT) -> None:
        """From here on nothing is handed over, and the tab hears why: its session is over, unless told otherwise."""
        if self.ended:
            return
        self.ended = True
        hub().forget(self)
        if self.outbox:
            self.outbox.waiting.clear()
        self.put({"type": "websocket.close", "code": code})

    def say(self, frame: dict) -> None:
        self.hand({"type": "websocket.send", "text": json.dumps(frame, separators=(",", ":"))})

    def hand(self, message: dict) -> None:
        """Pass on a message that is ready to go, without waiting for the tab; one that takes nothing is let go."""
        if not self.ended:
            self.put(message)

    async def _send(self, message: dict) -> None:
        """A tab that just went away is nobody's problem."""
        try:
            await self.base_send(message)  # type: ignore[arg-type]  # one of our own
        except Exception:  # noqa: BLE001  (the server's own "already closed" errors differ)
            hub().forget(self)


class NoTopics(AsyncWebsocketConsumer):
    """Any other address: nothing can be heard there."""

    async def connect(self):
        await self.close()


def _moment(at) -> datetime | None:
    """The moment a tab speaks of, a little earlier: what is sent twice does no harm."""
    if not isinstance(at, int) or not 0 < at < 2**32:
        return None
    return datetime.fromtimestamp(at, UTC) - CLOCKS_DIFFER
