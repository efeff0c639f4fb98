"""What the house does by itself. Each room registers its jobs with a rhythm when it starts.

This is the only list: `manage.py serve` looks at it all the time, and where the house runs from several processes
timers run the commands that are named after the rhythms (`deploy/`).
"""

import logging
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum

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


_rhythms: dict[Task, Rhythm] = {}


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
        name = job.func.__name__
        try:
            said.append(f"{name}: {job.call()}")
        except Exception as error:
            failures += 1
            said.append(f"{name}: {error}")
            if not isinstance(error, RowsFailed):
                logger.exception("%s failed", name)
    return said, failures


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
