"""From ordinary code to the tabs of all processes, over Redis. A hint that cannot be sent is dropped: nobody waits
for it twice, and when Redis is back every hub hears that something was missed."""

import asyncio
import logging
import os
import threading
from concurrent.futures import Future
from functools import cache
from typing import cast

from channels.layers import BaseChannelLayer, get_channel_layer

CONTROL = "control"
SECONDS_TO_SEND = 1
LOOK_SECONDS = 1
logger = logging.getLogger(__name__)


def layer() -> BaseChannelLayer:
    """The layer of the settings, of which there is always one."""
    return cast("BaseChannelLayer", get_channel_layer())


class Sender:
    """One for each process: a loop in a thread of its own, that stays with its connections."""

    def __init__(self):
        self.away = threading.Event()
        self.lock = threading.Lock()
        self.loop = asyncio.new_event_loop()
        self.looking: Future | None = None
        threading.Thread(target=self.loop.run_forever, name="live-sender", daemon=True).start()

    def send(self, group: str, message: dict) -> None:
        if self.away.is_set():
            return
        sending = asyncio.run_coroutine_threadsafe(layer().group_send(group, message), self.loop)
        try:
            sending.result(SECONDS_TO_SEND)
        except Exception as error:  # noqa: BLE001  (a hint is never worth an error)
            sending.cancel()
            self.went_away(error)

    def went_away(self, error: Exception) -> None:
        with self.lock:
            if self.away.is_set():
                return
            self.away.set()
        logger.error("Redis is away, so no tab hears anything until it is back: %r", error)
        self.looking = asyncio.run_coroutine_threadsafe(self.look(), self.loop)

    async def look(self) -> None:
        while self.away.is_set():
            await asyncio.sleep(LOOK_SECONDS)
            try:
                async with asyncio.timeout(SECONDS_TO_SEND):
                    await layer().group_send(CONTROL, {"type": "missed"})
            except Exception:  # noqa: BLE001, S112  (looked for again in a second)
                continue
            logger.warning("Redis is back")
            self.away.clear()


@cache
def _sender_of(process: int) -> Sender:
    return Sender()


def send(group: str, message: dict) -> None:
    """Send a message to a group, from whatever thread (a forked process gets a sender of its own)."""
    _sender_of(os.getpid()).send(group, message)
