"""Work that waits until the transaction is kept, or until a moment after that."""

from datetime import datetime

from django.db import transaction
from django_tasks.base import Task


def enqueue(task: Task, *args: object, at: datetime | None = None, or_now: bool = False) -> None:
    """Run this task after the transaction, not before `at`.

    Where the tasks cannot wait for a moment, a sweep takes the work up in its rhythm; with `or_now` it does not wait.
    """
    if at is not None and not task.get_backend().supports_defer:
        if not or_now:
            return
        at = None
    chosen = task.using(run_after=at) if at is not None else task
    transaction.on_commit(lambda: chosen.enqueue(*args))
