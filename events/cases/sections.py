"""That cases were discussed; what was said stays with who was there."""

from dataclasses import dataclass

from django.db.models import QuerySet

from ..meetings.models import Meeting
from ..meetings.sections import MEETING, Look
from .rules import may_read_cases


@dataclass(frozen=True)
class Cases:
    """How many, and whether the reader may read them."""

    count: int
    may_read: bool


def _cases(meeting: Meeting) -> dict[str, QuerySet]:
    return {"cases": meeting.cases.all()}


@MEETING.register("cases", "events/cases/_link.html", _cases)
def cases(look: Look) -> Cases | None:
    """For who takes part in the network."""
    found = Cases(look.counts["cases"], may_read_cases(look.standing))
    return found if look.standing.takes_part and (found.count or found.may_read) else None
