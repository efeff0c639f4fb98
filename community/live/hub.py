"""One hub per server process: it joins a topic's group once and hands the same bytes to every tab that listens.

Waking every consumer through `group_send` costs fifteen times more (PERFORMANCE figures in docs/performance.md).
"""

import asyncio
import json
import os
import threading
import weakref
from functools import cache

from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.db import transaction

CONTROL = "control"
SECONDS_TO_SEND = 5
_hubs: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Hub]" = weakref.WeakKeyDictionary()


class Hub:
    """Who listens to what in this process, and the task that reads the process channel."""

    def __init__(self):
        self.tabs: dict[str, set] = {}
        self.everyone: set = set()
        self.layer = get_channel_layer()
        self.channel: str | None = None
        self.reader: asyncio.Task | None = None
        self.starting = asyncio.Lock()

    async def enter(self, tab) -> None:
        """A tab connected; the first one starts the reader."""
        self.everyone.add(tab)
        async with self.starting:
            if self.reader is None or self.reader.done():
                self.channel = await self.layer.new_channel("hub")
                await self.layer.group_add(CONTROL, self.channel)
                for topic in self.tabs:
                    await self.layer.group_add(topic, self.channel)
                self.reader = asyncio.create_task(self._read())

    async def join(self, topic: str, tab) -> None:
        if topic not in self.tabs:
            self.tabs[topic] = set()
            await self.layer.group_add(topic, self.channel)
        self.tabs[topic].add(tab)

    async def leave(self, topic: str, tab) -> None:
        listeners = self.tabs.get(topic)
        if listeners is None:
            return
        listeners.discard(tab)
        if not listeners:
            del self.tabs[topic]
            await self.layer.group_discard(topic, self.channel)

    async def forget(self, tab) -> None:
        self.everyone.discard(tab)
        for topic in [name for name, listeners in self.tabs.items() if tab in listeners]:
            await self.leave(topic, tab)

    async def _read(self) -> None:
        while True:
            message = await self.layer.receive(self.channel)
            if message["type"] == "control":
                for tab in [tab for tab in self.everyone if tab.user_id == message["user"]]:
                    asyncio.create_task(tab.look_again())
            else:
                text = json.dumps(message["frame"], separators=(",", ":"))
                shared = {"type": "websocket.send", "text": text, "shared": True}
                for tab in list(self.tabs.get(message["topic"], ())):
                    await tab.hand(shared)


def hub() -> Hub:
    """The hub of the running event loop (a server process has one)."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]


def publish(topic: str, frame: dict) -> None:
    """Tell everyone who listens to `topic`, once the current transaction is certain. A frame is only a hint."""
    message = {"type": "frame", "topic": topic, "frame": {"topic": topic, **frame}}
    transaction.on_commit(lambda: _send(topic, message), robust=True)  # nobody loses a post over a hint


def recheck(user_id: int) -> None:
    """The rights of this person changed: every open tab of theirs asks again what it may hear."""
    transaction.on_commit(lambda: _send(CONTROL, {"type": "control", "user": user_id}))


def _send(group: str, message: dict) -> None:
    layer = get_channel_layer()
    if not isinstance(layer, InMemoryChannelLayer):
        return _from_anywhere(layer.group_send, group, message)
    for loop, found in list(_hubs.items()):  # this layer's queues belong to the loop that reads them
        if loop.is_running() and found.channel and (group == CONTROL or group in found.tabs):
            asyncio.run_coroutine_threadsafe(layer.send(found.channel, message), loop)


def _from_anywhere(function, *arguments) -> None:
    """Call an asynchronous function from ordinary code and wait for it, on a loop that stays with its connections."""
    asyncio.run_coroutine_threadsafe(function(*arguments), _own_loop(os.getpid())).result(SECONDS_TO_SEND)


@cache
def _own_loop(process: int) -> asyncio.AbstractEventLoop:
    """The loop of this process for what is sent (a forked process gets its own)."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="live-sender", daemon=True).start()
    return loop
