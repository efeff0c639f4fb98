"""A list of organisations as it comes out of a mail or a spreadsheet: with commas, semicolons or tabs, with a heading
or without, in UTF-8 or in what Windows makes of it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.richtext.cleaning import clean_text
from community.words import fold

from ..models import Organisation
from ..numbers import enterprise_number

MOST_LINES = 2_000
SEPARATORS = "\t;,"
#: What a column may be called, folded.
HEADINGS = {
    "name": {"naam", "name", "organisatie", "organisation", "organization"},
    "municipality": {"gemeente", "plaats", "stad", "municipality", "town", "city", "woonplaats"},
    "kind": {"soort", "kind", "type"},
    "number": {"nummer", "ondernemingsnummer", "kvk", "kvk-nummer", "kbo", "number", "enterprise number"},
}
USUAL = ("name", "municipality", "number", "kind")


@dataclass(frozen=True)
class Line:
    """One organisation of the list, by the `at`-th line; `wrong` says in a sentence why it cannot be read."""

    at: int
    name: str
    municipality: str
    kind: str = ""
    number: str = ""
    wrong: str = field(default="", compare=False)


def decoded(content: bytes) -> str:
    """The text of a file, whatever made it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_lines(text: str) -> list[Line]:
    """The organisations of a list. Raises `ValidationError` when there are none, or more than 2,000 lines."""
    rows = [(at, row) for at, row in _rows(text) if any(cell.strip() for cell in row)]
    if not rows:
        raise ValidationError(_("There is no line in it."))
    if len(rows) > MOST_LINES:
        raise ValidationError(_("Give at most %(most)d lines at once.") % {"most": MOST_LINES})
    columns = _columns(rows[0][1])
    if columns:
        rows = [(at, row) for at, row in rows[1:] if not _columns(row)]  # a second heading says nothing
    else:
        columns = {name: n for n, name in enumerate(USUAL)}
    return [_line(at, row, columns) for at, row in rows]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    lines = clean_text(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((line for line in lines if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    for at, line in enumerate(lines, start=1):
        yield at, next(csv.reader([line], delimiter=separator), [])


def _columns(row: list[str]) -> dict[str, int]:
    """Where each column stands, when the row is a heading; at least the name has to be there."""
    said = [fold(cell).strip() for cell in row]
    found = {name: n for n, cell in enumerate(said) for name, known in HEADINGS.items() if cell in known}
    return found if "name" in found and len(found) > 1 else {}


def _line(at: int, row: list[str], columns: dict[str, int]) -> Line:
    cells = {name: " ".join(row[n].split()) if n < len(row) else "" for name, n in columns.items()}
    name, town, kind, number = (cells.get(one, "") for one in ("name", "municipality", "kind", "number"))
    wrong = ""
    if not name or not town:
        wrong = _("A name and a town are needed.")
    elif len(name) > 120 or len(town) > 80:
        wrong = _("This is too long for a name or a town.")
    try:
        number = enterprise_number(number)
    except ValidationError as error:
        wrong = wrong or error.messages[0]
    if kind and not _kind(kind):
        wrong = wrong or _("We do not know the kind “%(kind)s”.") % {"kind": kind[:40]}
    return Line(at, name[:120], town[:80], _kind(kind), number[:12], wrong)


def _kind(typed: str) -> str:
    """The kind that is called this, in Dutch or in English."""
    wanted = fold(typed).strip()
    for kind in Organisation.Kind:
        called = {kind.value}
        for language in ("nl", "en"):
            with override(language):
                called.add(fold(str(kind.label)))
        if wanted in called:
            return kind.value
    return ""
