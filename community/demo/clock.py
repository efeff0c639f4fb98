"""A clock that can be set, so that the demo world happened when it says it did."""

from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def at(moment: datetime):
    """Within this block Django's clock stands at `moment` (timezone-aware)."""
    real = timezone.datetime

    class Shifted(real):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz) if tz else moment.replace(tzinfo=None)

    timezone.datetime = Shifted
    try:
        yield
    finally:
        timezone.datetime = real
