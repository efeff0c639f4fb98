"""What the house does by itself. Each room registers its jobs with a rhythm when it starts.

This is the only list: `manage.py serve` looks at it all the time, and where the house runs from several processes
timers run the commands that are named after the rhythms (`deploy/`).
"""

import logging
import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from django.db import close_old_connections
from django.utils import timezone
from django_tasks.base import Task

from community.rows import RowsFailed

LOOK_SECONDS = 60
logger = logging.getLogger("vonder.rows")


class Rhythm(Enum):
    """How often a job wants to run. Every job may run more often, and twice at a time."""

    OFTEN = timedelta(minutes=5)
    DAILY = timedelta(days=1)

    @property
    def command(self) -> str:
        """Which command of `manage.py` runs these jobs."""
        return self.name.lower()


class Ran(NamedTuple):
    """A job that ran: its name, from when until when, what it said (how much it did, or why it failed)."""

    name: str
    started: datetime
    ended: datetime
    said: str
    failed: bool


_rhythms: dict[Task, Rhythm] = {}
_watchers: list[Callable[[Ran], None]] = []


def watch(told: Callable[[Ran], None]) -> None:
    """From now on `told` hears of every job that ran. What goes wrong in it is logged and stops no job."""
    _watchers.append(told)


def every() -> dict[str, Rhythm]:
    """All jobs by name, with the rhythm of each."""
    return {job.func.__name__: rhythm for job, rhythm in _rhythms.items()}


def register(rhythm: Rhythm, *jobs: Task) -> None:
    """From now on these jobs run in this rhythm."""
    _rhythms.update(dict.fromkeys(jobs, rhythm))


def jobs_of(rhythm: Rhythm) -> list[Task]:
    """The jobs with this rhythm, those of lower rooms first."""
    return [job for job, own in _rhythms.items() if own is rhythm]


def run(jobs: Iterable[Task]) -> tuple[list[str], int]:
    """Run jobs one after the other, whatever becomes of each. Gives what each said, and how many failed."""
    said, failures = [], 0
    for job in jobs:
        name, started = job.func.__name__, timezone.now()
        failed = False
        try:
            outcome = str(job.call())
        except Exception as error:
            failed, outcome = True, str(error)
            if not isinstance(error, RowsFailed):
                logger.exception("%s failed", name)
        failures += failed
        said.append(f"{name}: {outcome}")
        _tell(Ran(name, started, timezone.now(), outcome, failed))
    return said, failures


def _tell(ran: Ran) -> None:
    for told in _watchers:
        try:
            told(ran)
        except Exception:
            logger.exception("Nobody wrote down that %s ran", ran.name)


def run_due(started: dict[Task, datetime], now: datetime) -> None:
    """Run the jobs whose moment has come. `started` says when each ran last, and is kept by who calls this.

    What never ran is due at once; what failed is due again when its rhythm has passed, as if it went well.
    """
    due = [
        job for job, rhythm in _rhythms.items() if job not in started or started[job] + rhythm.value <= now
    ]
    started.update(dict.fromkeys(due, now))
    run(due)


def keep(stop: threading.Event) -> None:
    """Look every minute which jobs are due, until somebody sets `stop`.

    What goes wrong is logged, and the next look comes all the same.
    """
    started: dict[Task, datetime] = {}
    while not stop.is_set():
        try:
            close_old_connections()
            run_due(started, timezone.now())
        except Exception:
            logger.exception("The jobs could not be looked after")
        stop.wait(LOOK_SECONDS)
