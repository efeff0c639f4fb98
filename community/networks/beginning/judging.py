"""Which lines of a list are ready, and which have to be looked at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.core.exceptions import ValidationError

from community.members.emails import mailable
from community.organisations.models import Organisation
from community.words import fold, words

from ..models import Beginning, Line
from .reading import Said, Sheet

State, Reason = Line.State, Line.Reason
ALIKE = 0.7  # how much of two first names is the same from which they may be one person
MOST_COMPARED = 12  # lines of one family name and one organisation


class Places:
    """The organisations of a network, found by how people write them."""

    def __init__(self, organisations: Iterable[Organisation]):
        self._exact: dict[str, Organisation] = {}
        self._words: list[tuple[frozenset[str], Organisation]] = []
        for one in organisations:
            for name in (one.short_name, one.name):
                self._exact[" ".join(words(name))] = one
            self._words.append((frozenset(words(f"{one.name} {one.short_name}")), one))

    def find(self, text: str) -> Organisation | None:
        """The one that is meant: by its name, its short name, or words that only one of them has."""
        asked = words(text)
        if exact := self._exact.get(" ".join(asked)):
            return exact
        near = [one for own, one in self._words if asked and set(asked) <= own]
        return near[0] if len(near) == 1 else None


@dataclass
class Known:
    """What is asked of the house once for all lines: who takes part or was invited, by their addresses."""

    members: set[str] = field(default_factory=set)
    invited: set[str] = field(default_factory=set)


def judge(beginning: Beginning, sheet: Sheet, places: Places, known: Known) -> list[Line]:
    """The lines as they will be kept, in their order; nothing is saved."""
    seen: dict[str, int] = {}
    domains: dict[str, Organisation] = {}
    lines = []
    for said in sheet.lines:
        line = Line(
            beginning=beginning, number=said.number, text=said.text, name=said.name, email=said.email,
            place=said.place, title=said.title, role=said.role or "member",
        )  # fmt: skip
        line.organisation = places.find(said.place) if said.place else None
        line.state, line.reason, line.like = _verdict(line, said, seen, known)
        if line.state == State.READY and line.organisation:
            domains.setdefault(line.email.rpartition("@")[2], line.organisation)
        lines.append(line)
    for line in lines:
        if line.state == State.READY and line.organisation is None:
            _place_by_domain(line, domains, sheet.has_places)
    doubt_look_alikes(lines)
    return lines


def _verdict(line: Line, said: Said, seen: dict[str, int], known: Known) -> tuple[str, str, int | None]:
    if said.is_head:
        return State.OUT, Reason.HEADER, None
    if "@" not in line.email:
        return State.DOUBT, Reason.FORMULA if said.formula else Reason.SHORT, None
    if wrong_address(line.email):
        return State.DOUBT, Reason.ADDRESS, None
    line.email = line.email.strip().lower()
    if line.email in seen:
        return State.OUT, Reason.DOUBLE, seen[line.email]
    seen[line.email] = line.number
    if line.email in known.members:
        return State.OUT, Reason.MEMBER, None
    if line.email in known.invited:
        return State.OUT, Reason.INVITED, None
    return State.READY, "", None


def wrong_address(address: str) -> str:
    """Why no mail can be sent to it, in a sentence; "" when it can."""
    try:
        mailable(address)
    except ValidationError as error:
        return error.messages[0]
    return ""


def _place_by_domain(line: Line, domains: dict[str, Organisation], asked: bool) -> None:
    """Colleagues have the same letters behind the @; a line that names nobody we know is looked at."""
    if not line.place and (found := domains.get(line.email.rpartition("@")[2])):
        line.organisation = found
    elif line.place or asked:
        line.state, line.reason = State.DOUBT, Reason.ORGANISATION


def doubt_look_alikes(lines: Iterable[Line]) -> None:
    """Two names that look alike, at one organisation, may be one person; the later line is asked about."""
    groups: dict[tuple, list[Line]] = {}
    for line in lines:
        parts = words(line.name)
        if line.state != State.READY or not parts:
            continue
        family = groups.setdefault((parts[-1], line.organisation_id), [])
        other = next((one for one in family[:MOST_COMPARED] if are_alike(one.name, line.name)), None)
        if other is not None:
            line.state, line.reason, line.like = State.DOUBT, Reason.LOOKALIKE, other.number
        family.append(line)


def are_alike(one: str, other: str) -> bool:
    """Whether two names with the same family name may be of one person: "Jasmine" and "Yasmin"."""
    first, second = (fold(" ".join(name.split()[:-1])) for name in (one, other))
    if first == second:
        return True
    return bool(first and second) and SequenceMatcher(None, first, second).ratio() >= ALIKE


def finder(places: Places) -> Callable[[str], bool]:
    """Whether a cell names one of the organisations, for who guesses what a column holds."""
    return lambda cell: places.find(cell) is not None
