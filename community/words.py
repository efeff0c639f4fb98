"""How words are read: what is kept to be found and what somebody searches for go through the same functions."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

#: Letters that do not come apart into a letter and an accent.
_WHOLE_LETTERS = str.maketrans(
    {"Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "ß": "ss", "ẞ": "SS"}
    | {"Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Þ": "Th", "þ": "th", "ı": "i", "Ħ": "H", "ħ": "h"}
)
#: Cyrillic and Greek letters, small, each with the Latin one that it is drawn as, and what stands for l and o.
_DRAWN_ALIKE = str.maketrans(
    "\u0430\u0435\u0455\u0456\u0458\u043a\u043c\u043e\u0440"
    "\u0441\u0442\u0443\u0445\u0501\u04bb\u04cf\u043d\u0432"
    "\u03bf\u03b1\u03bd\u03c1\u03c4\u03c5\u03ba\u03b9\u03b5\u03b7"
    "01|i",
    "aesijkmopctyxdhlhboavptukienolll",
)
#: A run of letters or of figures: "ouders/verzorgers" are two words, and so is "3jarigen".
_PIECE = re.compile(r"[^\W\d_]+|\d+")
#: What is shown as one word, with accents that stand apart.
_SHOWN = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+|\d+")
#: Words that say nothing of what is searched, unless nothing else is.
_SMALL = frozenset(
    """
    aan af al als bij dan dat de den der deze die dit door een en er had heb hebben heeft het hoe hun ik in is je
    kan ons onze maar me men met mijn naar niet nog nu of om ook op over te tot uit van voor waar was wat we wel
    wie wij ze zich zijn zo zou
    """.split()  # noqa: SIM905  (sixty quotes say nothing)
)
MOST_WORDS = 8
LONGEST = 100_000  # letters of one text that can be found; the rest of a longer one cannot
COMPOUND = 7  # letters of a word from which its end can be another word
END = "e0"  # begins a word that is kept backwards; no word holds a letter and a figure


def fold(text: str) -> str:
    """Small letters without accents: "Łódź" is "lodz", "İbrahim" is "ibrahim"."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.translate(_WHOLE_LETTERS))
        text = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return text.casefold()


def looks(text: str) -> str:
    """What a name looks like from a distance: without signs, and a Latin letter for each that is drawn as it."""
    seen = fold(text).translate(_DRAWN_ALIKE).translate(_DRAWN_ALIKE)
    return "".join(letter for letter in seen if letter.isalnum()).replace("rn", "m").replace("vv", "w")


def words(text: str) -> list[str]:
    """The folded words of a text, in its order."""
    return _PIECE.findall(fold(text))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What the forms of a folded Dutch word share: "bomen" and "boom" are "boom"."""
    return snowballstemmer.stemmer("dutch").stemWord(word)  # one for each call: it is not safe among threads


class Sought(NamedTuple):
    """A word that is searched: found as the beginning or the end of a word, or by its stem."""

    word: str
    stem: str

    @property
    def whole(self) -> list[str]:
        """Words that have to be there as they are: a stem that is too short to be the beginning of one."""
        return [] if self.begun[0] == self.stem else [self.stem]

    @property
    def begun(self) -> tuple[str, ...]:
        """Beginnings of words that are kept, none of which begins another; a short stem is one of too many."""
        return _begun(*self)

    def finds(self, word: str) -> bool:
        """Whether this is why a text with this folded word was found."""
        return _finds(self, word)


@lru_cache(maxsize=1_000)
def _begun(word: str, stem: str) -> tuple[str, ...]:
    both = [part for part in dict.fromkeys((stem, word)) if part == word or len(part) > 3]
    begun = [part for part in both if part == both[0] or not part.startswith(both[0])]
    return (*begun, *(END + part[::-1] for part in both if len(part) > 3))


@lru_cache(maxsize=20_000)
def _finds(one: Sought, word: str) -> bool:
    if stem(word) == one.stem:
        return True
    backwards = END + word[::-1] if len(word) >= COMPOUND else ""
    return word.startswith(one.begun) or backwards.startswith(one.begun)


def sought(text: str) -> list[Sought]:
    """What is searched with these words, at most eight; small words count when there are no others."""
    found = dict.fromkeys(words(text[:200]))
    telling = [word for word in found if word not in _SMALL] or list(found)
    return [Sought(word, stem(word)) for word in telling[:MOST_WORDS]]


def findable(text: str) -> str:
    """What is kept of a text to find it by: its words, their stems, and long words backwards for their ends."""
    found = words(text[:LONGEST])
    forms = set(found) | {stem(word) for word in found}
    stems = sorted(forms - set(found))
    ends = sorted(END + form[::-1] for form in forms if len(form) >= COMPOUND)
    return " ".join([*found, *stems, *ends])


def shown_words(text: str) -> Iterator[tuple[re.Match, str]]:
    """The words of a text where they stand in it, each with what it is folded."""
    for match in _SHOWN.finditer(text):
        yield match, fold(match[0])
