import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

TAKE = "vonder.take"  # an extension of ASGI: a function that takes a message for one tab and does not wait
MOST_WAITING = 200  # messages that one tab has not taken yet


class Outbox:
    """What is on its way to one tab, in order. Who puts something in does not wait until the tab has taken it.

    `full` is called instead when the tab has not taken `MOST_WAITING` messages.
    """

    def __init__(self, send: Callable[[dict], Awaitable[None]], full: Callable[[], None]):
        self.send, self.full = send, full
        self.waiting: deque[dict] = deque()
        self.sending: asyncio.Task | None = None

    def put(self, message: dict) -> None:
        if len(self.waiting) >= MOST_WAITING:
            return self.full()
        self.waiting.append(message)
        if self.sending is None:
            self.sending = asyncio.create_task(self._empty())

    async def _empty(self) -> None:
        while self.waiting:
            await self.send(self.waiting.popleft())
        self.sending = None

    def stop(self) -> None:
        """Nobody takes anything any more."""
        self.waiting.clear()
        if self.sending is not None:
            self.sending.cancel()
