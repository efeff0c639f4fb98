"""What the lines of a list of people say: which column is what, in any order. Pure: it asks no database."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.richtext.cleaning import clean_text
from community.words import fold, words

from .files import MOST_COLUMNS, MOST_LINES

SEPARATORS = "\t;,|"
#: What a column can hold, in the order in which those without a name are guessed.
MEANINGS = {
    "name": _("name"),
    "first": _("first name"),
    "last": _("last name"),
    "email": _("address"),
    "place": _("organisation"),
    "title": _("job"),
    "role": _("role"),
    "": _("leave out"),
}
_HEADS = {
    "name": "naam name volledigenaam fullname deelnemer contactpersoon persoon",
    "first": "voornaam firstname roepnaam",
    "last": "achternaam familienaam lastname surname",
    "email": "mail email adres address emailadres mailadres emailaddress emailadress",
    "place": "organisatie organisation organization voorziening school werkgever bedrijf company instelling dienst",
    "title": "functie titel title job jobtitle beroep",
    "role": "rol role rolinhetnetwerk",
}
HEADS = {word: meaning for meaning, listed in _HEADS.items() for word in listed.split()}
ROLES = {
    "lid": "member", "deelnemer": "member", "member": "member", "participant": "member",
    "gast": "guest", "guest": "guest", "begeleider": "facilitator", "facilitator": "facilitator",
}  # fmt: skip
_BOTH = re.compile(r"^(?P<name>[^<(@]*?)[\s<(]+(?P<email>[^\s<>()]*@[^<>()]*)[>)]?$")


@dataclass(frozen=True)
class Row:
    """One line: its place in the list, from 1, as it stood there, and its cells."""

    number: int
    text: str
    cells: list[str]


@dataclass
class Said:
    """What a line says. `is_head` for names of columns, and for what stands above the first address."""

    number: int
    text: str
    name: str = ""
    email: str = ""
    place: str = ""
    title: str = ""
    role: str = ""
    is_head: bool = False
    formula: bool = False


@dataclass
class Sheet:
    """What was read. `columns` says what each column was taken for, as in `MEANINGS`."""

    columns: list[str]
    lines: list[Said] = field(default_factory=list)

    @property
    def has_places(self) -> bool:
        return "place" in self.columns


def rows_of(text: str) -> list[Row]:
    """The lines that say something, each with its number. Raises `ValidationError` for more than 10,000 of them."""
    lines = text.lstrip("\ufeff").splitlines()
    separator = _separator(lines)
    rows = []
    try:
        for number, cells in _cells(lines, separator):
            cells = [" ".join(clean_text(cell).split()) for cell in cells[:MOST_COLUMNS]]
            if any(cells):
                rows.append(Row(number, " ".join(filter(None, cells))[:300], _apart(cells)))
    except csv.Error as error:
        raise ValidationError(
            _("One of the lines is far too long. Look for a quotation mark too many.")
        ) from error
    if len(rows) > MOST_LINES + 50:
        raise ValidationError(
            _("This list has more than %(most)s lines. Split it in two.")
            % {"most": f"{MOST_LINES:,}".replace(",", ".")}
        )
    return rows


def _separator(lines: list[str]) -> str:
    """The sign that divides most lines into as many cells; none where there is none."""
    sample = [line for line in lines[:200] if line.strip()]

    def steadiness(sign: str) -> tuple[int, int]:
        counts = Counter(line.count(sign) for line in sample if sign in line)
        return (sum(counts.values()), counts.most_common(1)[0][1]) if counts else (0, 0)

    best = max(SEPARATORS, key=steadiness)
    return best if steadiness(best)[0] * 2 >= len(sample) and sample else ""


def _cells(lines: list[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    if not separator:
        yield from ((number, [line]) for number, line in enumerate(lines, start=1))
        return
    reader = csv.reader(iter(lines), delimiter=separator, skipinitialspace=True)
    before = 0
    for cells in reader:
        yield before + 1, cells if len(cells) > 1 else _by_its_own(cells)
        before = reader.line_num


def _by_its_own(cells: list[str]) -> list[str]:
    """The cells of a line that is divided by another sign than most."""
    own = _separator(cells)
    return next(csv.reader(cells, delimiter=own, skipinitialspace=True), cells) if own else cells


def _apart(cells: list[str]) -> list[str]:
    """ "Peter Schijnens <peter@rijkhout.be>" in one cell are two."""
    found: list[str] = []
    for cell in cells:
        both = None if cell.startswith("=") else _BOTH.match(cell)
        found += (
            [both["name"].strip(" \"'"), both["email"].strip()] if both and both["name"].strip() else [cell]
        )
    return found


def _head_of(row: Row) -> list[str] | None:
    """What the columns are called, when this line names them."""
    if any("@" in cell for cell in row.cells):
        return None
    meanings = [HEADS.get("".join(words(cell)), "") for cell in row.cells]
    named = [meaning for meaning in meanings if meaning]
    if not named or (len(named) < 2 and len([cell for cell in row.cells if cell]) > 1):
        return None
    return meanings


def read(text: str, is_place: Callable[[str], bool], columns: Iterable[str] = ()) -> Sheet:
    """What a list says. `is_place` knows the organisations; `columns` are given by somebody who looked.

    Raises `ValidationError` for a list without a single address, or one that is too long.
    """
    rows = rows_of(text)
    if not any("@" in cell for row in rows for cell in row.cells):
        raise ValidationError(_("We found no e-mail addresses. Choose another sheet, or paste the lines."))
    given = list(columns)
    current = given or _guessed([row for row in rows if _head_of(row) is None], is_place)
    sheet, started = Sheet(columns=current), False
    for row in rows:
        head = _head_of(row)
        if head is not None:
            if not given:
                current = head if "email" in head else current
                sheet.columns = current if not started else sheet.columns
            sheet.lines.append(Said(row.number, row.text, is_head=True))
            continue
        if (
            not started
            and not any("@" in cell for cell in row.cells)
            and len(list(filter(None, row.cells))) < 2
        ):
            sheet.lines.append(Said(row.number, row.text, is_head=True))
            continue
        started = True
        sheet.lines.append(_said(row, current))
    return sheet


def _guessed(rows: list[Row], is_place: Callable[[str], bool]) -> list[str]:
    """What each column holds, from what stands in it: addresses, organisations, roles, and then names."""
    sample = [row.cells for row in rows[:200]]
    width = max((len(cells) for cells in sample), default=0)
    columns = [[cells[x] for cells in sample if x < len(cells) and cells[x]] for x in range(width)]
    meanings = [""] * width

    def best(meaning: str, fits: Callable[[str], bool], least: float) -> None:
        shares = {
            x: sum(map(fits, column)) / len(column)
            for x, column in enumerate(columns)
            if column and not meanings[x]
        }
        found = max(shares, key=lambda x: shares[x], default=None)
        if found is not None and shares[found] >= least:
            meanings[found] = meaning

    best("email", lambda cell: "@" in cell, 0.3)
    best("role", lambda cell: fold(cell) in ROLES, 0.6)
    best("place", is_place, 0.3)
    letters = [
        set(words(" ".join(cell for cell in cells if "@" in cell).replace("_", " "))) for cells in sample
    ]
    best("name", lambda cell: any(set(words(cell)) & own for own in letters), 0.5)
    for meaning in ("name", "place", "title"):
        if meaning not in meanings:
            best(meaning, bool, 0)
    return meanings


def _said(row: Row, columns: list[str]) -> Said:
    """What one line says by its columns; an address that stands elsewhere is found all the same."""
    parts: dict[str, str] = {}
    for x, cell in enumerate(row.cells):
        meaning = columns[x] if x < len(columns) else ""
        if meaning and cell and meaning not in parts:
            parts[meaning] = cell
    if "@" not in parts.get("email", ""):
        parts |= _shifted(row, columns)
    name = parts.get("name") or " ".join(filter(None, [parts.get("first"), parts.get("last")]))
    email = parts.get("email", "").removeprefix("mailto:").strip(" <>\"',;")
    return Said(
        number=row.number,
        text=row.text,
        name=name[:80],
        email=email[:254],
        place=parts.get("place", "")[:120],
        title=parts.get("title", "")[:80],
        role=ROLES.get(fold(parts.get("role", "")), ""),
        formula=any(cell.startswith("=") for cell in row.cells),
    )


def _shifted(row: Row, columns: list[str]) -> dict[str, str]:
    """A line whose address stands in another column: a cell too few or too many. The others keep their order."""
    address = next((cell for cell in row.cells if "@" in cell), "")
    if not address:
        return {}
    rest = [cell for cell in row.cells if cell and cell != address]
    order = [meaning for meaning in columns if meaning and meaning != "email"]
    return {"email": address, **dict(zip(order, rest, strict=False))}
