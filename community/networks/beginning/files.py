"""A list of people as it comes: pasted, as CSV or from Excel. Everything becomes lines of text in their place."""

import io
import warnings
import zipfile
from collections.abc import Iterable

import openpyxl
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from openpyxl.worksheet.worksheet import Worksheet

from community.richtext.cleaning import clean_text

MOST_LINES = 10_000
MOST_BYTES = 4 * 2**20
MOST_UNPACKED = 60 * 2**20  # a file of Excel is packed; one that grows beyond this is no list of people
MOST_COLUMNS = 30
LONGEST = 1_000_000  # letters of the whole list
_UNREADABLE = _("We cannot read this file. Save it as .xlsx or .csv, or paste the lines.")


def text_of(upload: UploadedFile) -> str:
    """The lines of a file, each in its place. Raises `ValidationError` for what is no list, or too long."""
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(_("This file is larger than 4 MB. Leave out what is no list of people."))
    content = upload.read()
    if content.startswith(b"PK"):
        text = _text_of_excel(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValidationError(
            _("This file is of an older Excel, or has a password. Save it as .xlsx or .csv.")
        )
    else:
        text = decoded(content)
    if len(text) > LONGEST:
        raise ValidationError(_("This file is too long. Split it in two."))
    return text


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 with or without a mark in front, UTF-16 with one, else as Windows writes it.

    Raises `ValidationError` for what is no text.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    if "\x00" in text:
        raise ValidationError(_UNREADABLE)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text_of_excel(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise ValidationError(_UNREADABLE)
        sheet, values = _sheet(content, formulas=True), None
        if any(_is_formula(value) for row in sheet for value in row):
            values = _sheet(content, formulas=False)
    except ValidationError:
        raise
    except Exception as error:  # a library reads what somebody made: whatever goes wrong, it is no list
        raise ValidationError(_UNREADABLE) from error
    rows = [[_outcome(value, values, x, y) for x, value in enumerate(row)] for y, row in enumerate(sheet)]
    return "\n".join("\t".join(row).rstrip("\t") for row in rows)


def _is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _outcome(value: object, values: list[list] | None, x: int, y: int) -> str:
    """What a cell says; a formula says what came of it, and itself when nobody worked it out."""
    if _is_formula(value) and values is not None and values[y][x] is not None:
        value = values[y][x]
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(clean_text(str(value)).split())


def _sheet(content: bytes, *, formulas: bool) -> list[list]:
    """The cells of the first sheet that has an address in it, else of the first one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of looks that it does not know
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=not formulas)
    sheets = [_filled(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise ValidationError(_UNREADABLE)
    return next((sheet for sheet in sheets if _has_address(sheet)), sheets[0])


def _has_address(rows: Iterable[list]) -> bool:
    return any(isinstance(value, str) and "@" in value for row in rows for value in row)


def _filled(sheet: Worksheet) -> list[list]:
    """The rows of a sheet, up to the last that says something; merged cells all say what their first one says."""
    last, width = min(sheet.max_row, MOST_LINES + 100), min(sheet.max_column, MOST_COLUMNS)
    rows = [list(row) for row in sheet.iter_rows(max_row=last, max_col=width, values_only=True)]
    for merged in sheet.merged_cells.ranges:
        said = sheet.cell(merged.min_row, merged.min_col).value
        for y in range(merged.min_row - 1, min(merged.max_row, len(rows))):
            for x in range(merged.min_col - 1, min(merged.max_col, width)):
                rows[y][x] = said
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    return rows
