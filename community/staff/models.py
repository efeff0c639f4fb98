"""The tables of staff, each beside the idea it belongs to."""

from .tasks.models import JobRun

__all__ = ["JobRun"]
