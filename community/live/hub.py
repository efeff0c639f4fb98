"""One hub per server process: it joins a topic's group once and hands the same bytes to every tab that listens.

Waking every consumer through `group_send` costs fifteen times more (PERFORMANCE figures in docs/performance.md).
Nobody hears anything on a session that was not seen alive within `FRESH` seconds: see `_watch` and `_pass_on`.
"""

import asyncio
import contextlib
import json
import logging
import os
import threading
import weakref
from functools import cache

from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.db import transaction

CONTROL = "control"
SECONDS_TO_SEND = 5
CHECK_EVERY = 1.0  # seconds between two looks at the sessions of all tabs
FRESH = 2.0  # what was said longer after the last look than this waits for the next one
PAUSE = 0.1  # seconds that many sign-outs at once share one look
logger = logging.getLogger(__name__)
_hubs: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Hub]" = weakref.WeakKeyDictionary()


class Hub:
    """Who listens to what in this process, and the tasks that read the process channel and look at the sessions."""

    def __init__(self):
        self.tabs: dict[str, set] = {}
        self.everyone: set = set()
        self.layer = get_channel_layer()
        self.channel: str | None = None
        self.tasks: dict[str, asyncio.Task] = {}
        self.starting = asyncio.Lock()
        self.grouping = asyncio.Lock()
        self.nudged = asyncio.Event()
        self.seen_at = 0.0
        self.held_back: set[str] = set()

    async def enter(self, tab) -> None:
        """A tab connected, on a session that was just seen alive; the first one starts the tasks."""
        if not self.everyone:
            self.seen_at = asyncio.get_running_loop().time()
        self.everyone.add(tab)
        async with self.starting:
            if self.stopped("read"):
                self.channel = await self.layer.new_channel("hub")
                await self.layer.group_add(CONTROL, self.channel)
                for topic in self.tabs:
                    await self.layer.group_add(topic, self.channel)
                self.tasks["read"] = asyncio.create_task(self._read())
            if self.stopped("watch"):
                self.tasks["watch"] = asyncio.create_task(self._watch())

    def stopped(self, name: str) -> bool:
        return name not in self.tasks or self.tasks[name].done()

    async def join(self, topic: str, tab) -> None:
        """From now on this tab hears the topic: nothing is said past it once this returns."""
        async with self.grouping:
            if topic not in self.tabs:
                await self.layer.group_add(topic, self.channel)
                self.tabs[topic] = set()
            self.tabs[topic].add(tab)

    async def leave(self, topic: str, tab) -> None:
        async with self.grouping:
            listeners = self.tabs.get(topic, set())
            listeners.discard(tab)
            if topic in self.tabs and not listeners:
                del self.tabs[topic]
                await self.layer.group_discard(topic, self.channel)

    async def forget(self, tab) -> None:
        self.everyone.discard(tab)
        for topic in [name for name, listeners in self.tabs.items() if tab in listeners]:
            await self.leave(topic, tab)

    async def _read(self) -> None:
        while True:
            message = await self.layer.receive(self.channel)
            try:
                await self._pass_on(message)
            except Exception:
                logger.exception("A message for the tabs could not be passed on")

    async def _pass_on(self, message: dict) -> None:
        if message["type"] == "sessions":
            return self.nudged.set()
        if message["type"] == "rights":
            self.nudged.set()
            for tab in [tab for tab in self.everyone if tab.user_id == message["user"]]:
                tab.look_again()
            return None
        if asyncio.get_running_loop().time() - self.seen_at > FRESH:
            return self.held_back.add(message["topic"])
        await self._hand(message["topic"], message["frame"])

    async def _hand(self, topic: str, frame: dict) -> None:
        text = json.dumps(frame, separators=(",", ":"))
        shared = {"type": "websocket.send", "text": text, "shared": True}
        for tab in list(self.tabs.get(topic, ())):
            await tab.hand(shared)

    async def _watch(self) -> None:
        """Look at the sessions of all tabs, every second and as soon as one is said to have ended."""
        while self.everyone:
            try:
                await self._look()
            except Exception:
                logger.exception("The sessions of the tabs could not be looked at")
            await asyncio.sleep(PAUSE)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.nudged.wait(), CHECK_EVERY - PAUSE)
            self.nudged.clear()

    async def _look(self) -> None:
        from .sessions import ended  # the accounts' tables, which are not there yet when actions are imported

        began = asyncio.get_running_loop().time()
        for tab in await asyncio.to_thread(ended, list(self.everyone)):
            await tab.end()
        self.seen_at = began
        while self.held_back:
            topic = self.held_back.pop()
            await self._hand(topic, {"topic": topic, "again": True})


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
    transaction.on_commit(lambda: _send(CONTROL, {"type": "rights", "user": user_id}), robust=True)


def check_sessions() -> None:
    """A session ended: every hub looks at once, instead of within `CHECK_EVERY` seconds."""
    transaction.on_commit(lambda: _send(CONTROL, {"type": "sessions"}), robust=True)


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
