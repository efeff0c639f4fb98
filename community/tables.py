"""Tables that people open in a spreadsheet: who comes, whose turn it is, who hosts when.

Comma-separated values as in RFC 4180, but with semicolons and a byte order mark, because that is what a spreadsheet
set to Dutch opens without asking. A cell that a spreadsheet would take for a formula gets an apostrophe in front
(OWASP, CSV injection).
"""

import csv
import io
from fractions import Fraction

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.formats import localize

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value) -> str:
    """A value as it stands in a cell; numbers as the reader's language writes them, texts on one line."""
    if value is None:
        return ""
    if isinstance(value, Fraction):
        value = round(float(value), 4)
    if isinstance(value, int | float):
        return localize(value, use_l10n=True)
    text = " ".join(str(value).split())
    return f"'{text}" if text.startswith(FORMULA) else text


def written(head: list[str], rows: list[list]) -> bytes:
    """A whole table, in UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([cell(value) for value in head])
    writer.writerows([cell(value) for value in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    patch_cache_control(response, private=True, no_store=True)
    return response
