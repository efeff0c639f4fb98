"""Why a text was found: the part around the words that were searched, with those words marked."""

from collections.abc import Iterator
from re import Match

from django.utils.html import escape
from django.utils.safestring import mark_safe

from .words import Sought, shown_words

AROUND = 70  # letters before what was found; twice as many after it


def excerpt(body: str, words: list[Sought]) -> str:
    """The part of a text around the first word that was searched."""
    at = next((match.start() for match in _found_in(body, words)), 0)
    start = max(0, at - AROUND)
    part = body[start : start + AROUND * 3]
    return ("… " if start else "") + part + ("…" if len(body) > start + AROUND * 3 else "")


def marked(text: str, words: list[Sought]) -> str:
    """Escaped text with the words marked by which it was found."""
    shown, done = "", 0
    for match in _found_in(text, words):
        shown += f"{escape(text[done : match.start()])}<mark>{escape(match[0])}</mark>"
        done = match.end()
    return mark_safe(shown + escape(text[done:]))  # noqa: S308  (escaped)


def _found_in(text: str, words: list[Sought]) -> Iterator[Match]:
    return (match for match, word in shown_words(text) if any(one.finds(word) for one in words))
