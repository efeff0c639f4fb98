import asyncio
from collections.abc import Coroutine


class Beside:
    """Work that goes on beside what started it. It is kept until it is done, so that it does not stop half-way."""

    def __init__(self):
        self.tasks: set[asyncio.Task] = set()

    def start(self, work: Coroutine) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
