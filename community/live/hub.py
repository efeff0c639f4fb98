"""One hub per server process: it joins a topic's group once and hands the same bytes to every tab that listens.

Waking every consumer through `group_send` costs fifteen times more (PERFORMANCE figures in docs/performance.md).
Nobody hears anything on a session that was not seen alive within `FRESH` seconds: see `_watch` and `_pass_on`.
"""

import asyncio
import contextlib
import json
import logging
import weakref
from collections import Counter

from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

from . import sending
from .beside import Beside
from .pulse import Pulse
from .sending import CONTROL

AWAY = (RedisError, OSError)
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
        self.of_person: Counter[int] = Counter()
        self.layer = get_channel_layer()
        self.channel: str | None = None
        self.tasks: dict[str, asyncio.Task] = {}
        self.starting = asyncio.Lock()
        self.grouping = asyncio.Lock()
        self.nudged = asyncio.Event()
        self.pulse = Pulse(self.layer, self.catch_up)
        self.beside = Beside()
        self.seen_at = 0.0
        self.held_back: set[str] = set()

    async def enter(self, tab) -> None:
        """A tab connected, on a session that was just seen alive; the first one starts the tasks.

        Raises the error of Redis when that is away.
        """
        if not self.everyone:
            self.seen_at = asyncio.get_running_loop().time()
        self.everyone.add(tab)
        self.of_person[tab.user_id] += 1
        try:
            async with self.starting:
                if self.stopped("read"):
                    await self._start()
                if self.stopped("watch"):
                    self.tasks["watch"] = asyncio.create_task(self._watch())
        except AWAY:
            self._count_out(tab)
            raise

    def _count_out(self, tab) -> None:
        if tab in self.everyone:
            self.everyone.discard(tab)
            self.of_person[tab.user_id] -= 1
            if not self.of_person[tab.user_id]:
                del self.of_person[tab.user_id]

    def stopped(self, name: str) -> bool:
        return name not in self.tasks or self.tasks[name].done()

    async def _start(self) -> None:
        self.channel = await self.layer.new_channel("hub")
        await self.layer.group_add(CONTROL, self.channel)
        for topic in self.tabs:
            await self.layer.group_add(topic, self.channel)
        self.tasks["read"] = asyncio.create_task(self._read())
        if not self.stopped("pulse"):
            self.tasks["pulse"].cancel()
        self.tasks["pulse"] = asyncio.create_task(self.pulse.watch(self.channel))

    async def catch_up(self) -> None:
        """Something may have been said past us: sessions and rights are looked at, and tabs ask what they missed."""
        self.nudged.set()
        for tab in list(self.everyone):
            tab.look_again()
        for topic in list(self.tabs):
            self._hand(topic, {"topic": topic, "again": True})

    async def join(self, topic: str, tab) -> None:
        """From now on this tab hears the topic: nothing is said past it once this returns."""
        async with self.grouping:
            if topic not in self.tabs:
                await self.layer.group_add(topic, self.channel)
                self.tabs[topic] = set()
            self.tabs[topic].add(tab)

    def leave(self, topic: str, tab) -> None:
        """From now on this tab does not hear the topic. Redis hears of it later: nobody waits for that."""
        listeners = self.tabs.get(topic, set())
        listeners.discard(tab)
        if topic in self.tabs and not listeners:
            self.beside.start(self._let_go(topic))

    async def _let_go(self, topic: str) -> None:
        async with self.grouping:
            if self.tabs.get(topic) == set():  # nobody came back meanwhile
                del self.tabs[topic]
                with contextlib.suppress(*AWAY):  # what is said there then reaches nobody's tab
                    await self.layer.group_discard(topic, self.channel)

    def forget(self, tab) -> None:
        self._count_out(tab)
        for topic in [name for name, listeners in self.tabs.items() if tab in listeners]:
            self.leave(topic, tab)

    async def _read(self) -> None:
        while True:
            message = await self.layer.receive(self.channel)
            try:
                await self._pass_on(message)
            except Exception:
                logger.exception("A message for the tabs could not be passed on")

    async def _pass_on(self, message: dict) -> None:
        match message["type"]:
            case "pulse":
                self.pulse.heard(message)
            case "missed":
                await self.catch_up()
            case "sessions":
                self.nudged.set()
            case "rights":
                self.nudged.set()
                for tab in [tab for tab in self.everyone if tab.user_id == message["user"]]:
                    tab.look_again()
            case _ if asyncio.get_running_loop().time() - self.seen_at > FRESH:
                self.held_back.add(message["topic"])
            case _:
                self._hand(message["topic"], message["frame"])

    def _hand(self, topic: str, frame: dict) -> None:
        text = json.dumps(frame, separators=(",", ":"))
        shared = {"type": "websocket.send", "text": text}
        for tab in list(self.tabs.get(topic, ())):
            tab.hand(shared)

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
            tab.end()
        self.seen_at = began
        while self.held_back:
            topic = self.held_back.pop()
            self._hand(topic, {"topic": topic, "again": True})


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
    """A session ended: every hub looks at once, instead of within `CHECK_EVERY` seconds.

    However many end in one transaction, it looks once.
    """
    if not any(waiting[1] is _ask_to_look for waiting in transaction.get_connection().run_on_commit):
        transaction.on_commit(_ask_to_look, robust=True)


def _ask_to_look() -> None:
    _send(CONTROL, {"type": "sessions"})


def _send(group: str, message: dict) -> None:
    layer = get_channel_layer()
    if not isinstance(layer, InMemoryChannelLayer):
        return sending.send(group, message)
    for loop, found in list(_hubs.items()):  # this layer's queues belong to the loop that reads them
        if loop.is_running() and found.channel and (group == CONTROL or group in found.tabs):
            asyncio.run_coroutine_threadsafe(layer.send(found.channel, message), loop)
