"""How many organisations come: said once, and shown alike on every place of a plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from community.organisations.models import Organisation

from .models import Availability

Answers = Mapping[tuple[int, date], str]


@dataclass(frozen=True)
class Coming:
    """How many organisations said that they can come, and how many did not answer, of how many."""

    yes: int = 0
    unknown: int = 0
    total: int = 0

    def __add__(self, other: "Coming") -> "Coming":
        return Coming(self.yes + other.yes, self.unknown + other.unknown, self.total + other.total)

    @property
    def text(self) -> str:
        if self.unknown:
            return _("%(yes)d yes, %(unknown)d unknown") % {"yes": self.yes, "unknown": self.unknown}
        return _("%(yes)d of %(total)d") % {"yes": self.yes, "total": self.total}


def coming_on(day: date, members: Iterable[Organisation], answers: Answers) -> Coming:
    """Who can come on one day, by what was answered (by key of the organisation and date)."""
    said = [answers.get((member.pk, day)) for member in members]
    no = said.count(Availability.Answer.NO)
    unknown = said.count(None)
    return Coming(len(said) - no - unknown, unknown, len(said))
