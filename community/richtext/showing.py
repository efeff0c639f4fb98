"""The words of a form as somebody reads them back: as they were typed, without what says nothing by itself."""

import re

from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe

from .cleaning import clean_html, paragraphs

_SAYS_NOTHING = re.compile(r"[\d\s:.,/-]*|on|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BUTTONS = {"do", "kind"}


def shown(fields: dict[str, list[str]]) -> list[str]:
    """The words of a form as HTML, without numbers, dates, ticks and choices."""
    said = [(name, text) for name in fields if name not in _BUTTONS for text in fields[name]]
    found: list[str] = []
    for name, text in said:
        if _SAYS_NOTHING.fullmatch(text):
            continue
        try:
            found.append(mark_safe(clean_html(text) if name == "html" else paragraphs(text)))  # noqa: S308
        except ValidationError:  # too much to shape: as it was typed
            found.append(mark_safe(paragraphs(text)))  # noqa: S308
    return found
