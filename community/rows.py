"""Work on many rows, each by itself: one that fails is written in the log and keeps nothing from the others."""

import logging
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import NamedTuple, TypeVar

from django.db import Error, connection, transaction

logger = logging.getLogger("vonder.rows")
T = TypeVar("T")


class RowsFailed(Exception):
    """Some rows of a job failed; the others are done. Whoever runs jobs counts this one as failed."""


class Outcome(NamedTuple):
    """What came of the rows: the sum of what was done, and how many rows failed."""

    done: int
    failed: int

    def report(self) -> int:
        """What was done, for a job to give back. Raises `RowsFailed` when not every row went well."""
        if self.failed:
            raise RowsFailed(f"{self.failed} failed, {self.done} done")
        return self.done


def each(rows: Iterable[T], do: Callable[[T], int | None], *, atomic: bool = True) -> Outcome:
    """Call `do(row)` for every row, each in a transaction of its own; it gives back how much it did.

    `atomic=False` is for who must be certain of a first step before the next, such as claiming a mail before it is
    sent. A database that is gone ends the job, since every other row would fail the same way.
    """
    done = failed = 0
    for row in rows:
        try:
            with transaction.atomic() if atomic else nullcontext():
                done += do(row) or 0
        except Exception as error:
            if isinstance(error, Error) and not connection.is_usable():
                raise
            failed += 1
            logger.exception("%s failed for %r", getattr(do, "__qualname__", do), row)
    return Outcome(done, failed)
