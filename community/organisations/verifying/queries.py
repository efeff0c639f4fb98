from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from community.words import words

from ..making.names import telling_words
from ..models import Organisation
from .reading import Line


class State(StrEnum):
    """What a line of the list is."""

    KNOWN = "known"
    NEW = "new"
    DOUBTFUL = "doubtful"
    DOUBLE = "double"
    WRONG = "wrong"


@dataclass(frozen=True)
class Judged:
    """A line with what it is and why; `organisation` is the one that it means, or may mean."""

    line: Line
    state: State
    organisation: Organisation | None = None
    why: str = ""


Key = tuple[str, str]


class Known:
    """All organisations that there are, by number, by name with town, and by the words that tell."""

    def __init__(self) -> None:
        self.by_number: dict[str, list[Organisation]] = defaultdict(list)
        self.by_name: dict[Key, Organisation] = {}
        self.by_word: dict[str, list[Organisation]] = defaultdict(list)
        for one in Organisation.objects.order_by("pk"):
            if one.number:
                self.by_number[one.number].append(one)
            self.by_name.setdefault(key_of(one.name, one.municipality), one)
            for word in set(telling_words(one.name)):
                self.by_word[word].append(one)

    def judge(self, line: Line) -> Judged:
        """What one line is."""
        if line.wrong:
            return Judged(line, State.WRONG, why=line.wrong)
        same = self.by_name.get(key_of(line.name, line.municipality))
        numbered = self.by_number.get(line.number, []) if line.number else []
        if same and line.number and same.number and same.number != line.number:
            why = _("It has another number here: %(number)s.") % {"number": same.number}
            return Judged(line, State.DOUBTFUL, same, why)
        if same:
            return Judged(line, State.KNOWN, same)
        if numbered:
            one = numbered[0]
            why = _("This number is of %(name)s, %(town)s.") % {"name": one.name, "town": one.municipality}
            return Judged(line, State.DOUBTFUL, one, why)
        alike = self._alike(line)
        if alike:
            why = _("It looks like %(name)s, %(town)s.") % {"name": alike.name, "town": alike.municipality}
            return Judged(line, State.DOUBTFUL, alike, why)
        return Judged(line, State.NEW)

    def _alike(self, line: Line) -> Organisation | None:
        telling = set(telling_words(line.name))
        shared: dict[int, int] = defaultdict(int)
        found: dict[int, Organisation] = {}
        for word in telling:
            for one in self.by_word.get(word, [])[:200]:
                shared[one.pk] += 1
                found[one.pk] = one
        best = max(shared, key=lambda pk: shared[pk], default=None)
        if best is None or shared[best] * 2 < len(telling) + 1:
            return None
        return found[best]


def key_of(name: str, municipality: str) -> Key:
    """Capitals, accents and signs do not count."""
    return " ".join(words(name)), " ".join(words(municipality))


def judge(lines: list[Line]) -> list[Judged]:
    """What each line of a list is; of two that are the same the second is double."""
    known, seen, found = Known(), set[Key](), []
    for line in lines:
        key = key_of(line.name, line.municipality)
        if not line.wrong and key in seen:
            found.append(Judged(line, State.DOUBLE, why=_("It stands in the list already.")))
            continue
        seen.add(key)
        found.append(known.judge(line))
    return found
