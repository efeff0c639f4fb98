import json

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string

from .hub import hub
from .topics import open_topic

MOST_BYTES = 16_000
MOST_TOPICS = 60
SIGNED_OUT, FORBIDDEN = 4401, 4403


class TabConsumer(AsyncWebsocketConsumer):
    """One browser tab: it asks for topics; we check, catch it up, and pass frames on.

    In: `{"join": topic, "after": number}` and `{"leave": topic}`. Out: `{"topic", "joined": true}`,
    `{"topic", "refused": true}`, `{"error": …}` and the frames of the topics.
    """

    user_id = None

    async def connect(self):
        self.user = self.scope["user"]
        if not self.user.is_authenticated:
            return await self.close(FORBIDDEN)
        self.user_id = self.user.pk
        self.joined = set()
        await hub().enter(self)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        if bytes_data is not None:
            return await self.close(1003)
        if len(text_data) > MOST_BYTES:
            return await self.close(1009)
        try:
            content = json.loads(text_data)
        except (ValueError, RecursionError):
            return await self.close(1007)
        match content:
            case {"join": str(topic), "after": int(after)} if 0 <= after < 2**62:
                await self.join(topic, after)
            case {"leave": str(topic)}:
                self.joined.discard(topic)
                await hub().leave(topic, self)
            case _:
                await self.say({"error": "unknown"})

    async def join(self, name: str, after: int) -> None:
        if len(self.joined) >= MOST_TOPICS:
            return await self.say({"topic": name[:80], "refused": True})
        topic = await database_sync_to_async(open_topic)(name, self.user)
        if topic is None:
            return await self.say({"topic": name[:80], "refused": True})
        self.joined.add(name)
        await hub().join(name, self)  # listen first, replay second: the tab drops a number it has seen
        await self.say({"topic": name, "joined": True})
        for frame in await database_sync_to_async(topic.frames_after)(after):
            await self.say({"topic": name, **frame})

    async def look_again(self) -> None:
        """Rights changed: close when signed out, leave what may no longer be heard."""
        self.user = await database_sync_to_async(self.signed_in_user)()
        if self.user is None:
            return await self.close(SIGNED_OUT)
        for name in list(self.joined):
            if await database_sync_to_async(open_topic)(name, self.user) is None:
                self.joined.discard(name)
                await hub().leave(name, self)
                await self.say({"topic": name, "refused": True})

    def signed_in_user(self):
        """The account of this tab's session as it is now in the database, or None."""
        store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        session = store(self.scope["session"].session_key)
        if session.get(SESSION_KEY) != str(self.user_id) or BACKEND_SESSION_KEY not in session:
            return None
        user = get_user_model().objects.filter(pk=self.user_id, is_active=True).first()
        kept = session.get(HASH_SESSION_KEY, "")
        if user is None or not constant_time_compare(kept, user.get_session_auth_hash()):
            return None
        return user

    async def say(self, frame: dict) -> None:
        await self.hand({"type": "websocket.send", "text": json.dumps(frame, separators=(",", ":"))})

    async def hand(self, message: dict) -> None:
        """Pass on a message that is ready to go; a tab that just went away is nobody's problem."""
        try:
            await self.base_send(message)
        except Exception:  # noqa: BLE001, S110  (the server's own "already closed" errors differ)
            await hub().forget(self)

    async def disconnect(self, code):
        await hub().forget(self)
