"""How many questions were asked before a meeting, and the way to ask one."""

from dataclasses import dataclass

from django.db.models import QuerySet

from ..meetings.models import Meeting
from ..meetings.rules import prepares
from ..meetings.sections import MEETING, Look
from .rules import may_ask_question


@dataclass(frozen=True)
class Asks:
    """`to_answer` are those that wait for the reader."""

    may_ask: bool
    answered: int
    to_answer: int


def _questions(meeting: Meeting) -> dict[str, QuerySet]:
    asked = meeting.questions.all()
    return {"asked": asked, "answered": asked.filter(answered_at__isnull=False)}


@MEETING.register("asks", "events/questions/_asks.html", _questions)
def asks(look: Look) -> Asks | None:
    """For who takes part; nothing where nothing was asked and nothing can be asked any more."""
    standing, asked, answered = look.standing, look.counts["asked"], look.counts["answered"]
    may_ask = may_ask_question(standing)
    if not standing.takes_part or not (asked or may_ask):
        return None
    return Asks(may_ask, answered, asked - answered if prepares(standing) else 0)
