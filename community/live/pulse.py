"""A hub sends itself a message over Redis twice a second. One that does not come back means that what others said may
not have come either: as soon as one does come back, every tab asks for what it missed."""

import asyncio
import contextlib
import itertools

from channels.layers import InMemoryChannelLayer

EVERY = 0.5  # seconds; shorter than a lost subscription takes to be made anew
PATIENCE = 1.0


class Pulse:
    def __init__(self, layer, caught_up):
        self.layer, self.caught_up = layer, caught_up
        self.number, self.came_back = 0, asyncio.Event()

    async def watch(self, channel: str) -> None:
        """Runs as long as the hub reads `channel`."""
        if isinstance(self.layer, InMemoryChannelLayer):
            return
        missed = False
        for self.number in itertools.count(1):
            if not await self.beats(channel):
                missed = True
            elif missed:
                missed = False
                await self.caught_up()
            await asyncio.sleep(EVERY)

    async def beats(self, channel: str) -> bool:
        self.came_back.clear()
        with contextlib.suppress(Exception):
            async with asyncio.timeout(PATIENCE):
                await self.layer.send(channel, {"type": "pulse", "number": self.number})
                await self.came_back.wait()
                return True
        return False

    def heard(self, message: dict) -> None:
        if message["number"] == self.number:
            self.came_back.set()
