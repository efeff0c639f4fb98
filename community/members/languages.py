"""The languages that people say they speak: kept by their code (ISO 639), shown and found by their names."""

import re
from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.words import fold

#: Offered first, because many of our readers speak them.
COMMON = ("nl", "fr", "en", "de", "pl", "ar", "tr", "uk")
OFFERED = (
    *COMMON,
    "am", "az", "bg", "bn", "bs", "ckb", "cs", "da", "el", "es", "et", "fa", "ff", "fi", "fy", "ga", "ha", "he",
    "hi", "hr", "hu", "hy", "id", "ig", "it", "ja", "ka", "ko", "ku", "lb", "li", "ln", "lt", "lv", "mk", "ne",
    "no", "pa", "ps", "pt", "rif", "ro", "ru", "rw", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "th", "ti",
    "tl", "ur", "vi", "wo", "yo", "zgh", "zh",
)  # fmt: skip
#: Sign languages of our readers, which have no name in the data of Babel.
SIGNED = {"vgt": _("Flemish Sign Language"), "ngt": _("Sign Language of the Netherlands")}
KNOWN = frozenset([*OFFERED, *SIGNED])
SHORTEST = 4  # letters of a word that may be the beginning of a name


@cache
def _names(language: str) -> dict[str, str]:
    """Code -> name in a language; empty for one of which nobody collected the names."""
    try:
        return dict(Locale.parse(language).languages)
    except UnknownLocaleError:
        return {}


def name_of(code: str) -> str:
    """The name of a language in that of the reader; the code itself where nobody knows it."""
    if code in SIGNED:
        return str(SIGNED[code])
    return _names("en" if (get_language() or "nl").startswith("en") else "nl").get(code, code)


@cache
def _called() -> dict[str, str]:
    """Code by folded name: in Dutch, in English, in the language itself, and the code."""
    found = {}
    for code in OFFERED:
        for name in (code, *(_names(language).get(code, "") for language in (code, "en", "nl"))):
            if name:
                found[fold(name)] = code
    found |= {"vlaamse gebarentaal": "vgt", "flemish sign language": "vgt", "vgt": "vgt"}
    return found | {"nederlandse gebarentaal": "ngt", "sign language of the netherlands": "ngt", "ngt": "ngt"}


def code_called(name: str) -> str | None:
    """The language that is called so ("Pools", "polish", "polski", "PL"), or None."""
    return _called().get(" ".join(fold(name).split()))


def codes_called(word: str) -> set[str]:
    """The languages of which a folded word is the name, or with four letters or more the beginning of it."""
    exact = {_called()[word]} if word in _called() and len(word) > 3 else set()
    if len(word) < SHORTEST:
        return exact
    return exact | {code for name, code in _called().items() if name.startswith(word)}


def split(text: str) -> list[str]:
    """The names in a list that somebody typed: "Nederlands, Pools en Frans" are three."""
    return [part.strip() for part in re.split(r"[,;/\n]|\s(?:en|and|&|\+)\s", text) if part.strip()]


def names_of(codes) -> list[str]:
    """Names of these languages for the reader, the common ones first."""
    order = {code: place for place, code in enumerate(COMMON)}
    return [name_of(code) for code in sorted(codes, key=lambda one: (order.get(one, 99), name_of(one)))]
