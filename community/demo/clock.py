"""A clock that can be set, so that the demo world happened when it says it did."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within this block Django's clock stands at `moment` (timezone-aware)."""

    class Shifted(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz) if tz else moment.replace(tzinfo=None)

    with patch.object(timezone, "datetime", Shifted):
        yield
