from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from community import rhythm

from .models import JobRun
from .names import words_of

LATE = 3  # rhythms without a run, and nobody keeps the time any more
RECENT = timedelta(days=7)


@dataclass(frozen=True)
class Job:
    """A job in words: when it ran last and is to run again, what came of it. `state`: never, ok, late or failed."""

    name: str
    words: str
    last: datetime | None
    coming: datetime | None
    said: str
    state: str
    since: datetime | None


def jobs() -> list[Job]:
    """Every job of the house by its words, for one question to the database."""
    runs = {run.name: run for run in JobRun.objects.all()}
    found = [_job(name, own, runs.get(name)) for name, own in rhythm.every().items()]
    return sorted(found, key=lambda job: job.words)


def _job(name: str, own: rhythm.Rhythm, run: JobRun | None) -> Job:
    if run is None:
        return Job(name, words_of(name), None, None, "", "never", None)
    coming = run.started_at + own.value
    late = timezone.now() > run.started_at + own.value * LATE
    state, since = (
        ("late", coming) if late else ("failed", run.failing_since) if run.failing_since else ("ok", None)
    )
    return Job(name, words_of(name), run.started_at, coming, run.said, state, since)


@dataclass(frozen=True)
class Queue:
    """Work that somebody asked for and that happens after the page: how much waits, and what failed this week."""

    waiting: int
    failed: list[tuple[str, datetime | None, str]]


def queue() -> Queue:
    """The work on the queue now, with the newest twenty that failed: what, when, and which mistake."""
    results = DBTaskResult.objects.all()
    failed = results.filter(status=TaskResultStatus.FAILED, finished_at__gt=timezone.now() - RECENT)
    shown = [
        (
            words_of(one.task_path.rpartition(".")[2]),
            one.finished_at,
            one.exception_class_path.rpartition(".")[2],
        )
        for one in failed.order_by("-finished_at")[:20]
    ]
    return Queue(results.filter(status=TaskResultStatus.READY).count(), shown)
