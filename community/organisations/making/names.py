"""What a name says: which of its words tell one organisation from another, and how it is called in short."""

from community.words import words

LEGAL = frozenset(["vzw", "bv", "nv", "cv", "asbl", "sa", "srl", "bvba", "stichting", "vereniging"])
#: Words that many names share; they tell nothing of which organisation it is.
SHARED = LEGAL | frozenset(
    """
    de het een en van der den voor dienst stad gemeente school basisschool hogeschool kinderopvang stedelijke opvang
    opvanggroep groep
    """.split()  # noqa: SIM905  (twenty quotes say nothing)
)
SHORT = 14


def telling_words(name: str) -> list[str]:
    """The words by which an organisation is known; all of them when none is its own."""
    found = words(name)
    return [word for word in found if word not in SHARED and len(word) > 1] or found


def short_name(name: str) -> str:
    """At most 14 letters of a name, whole words where they fit: "Kinderopvang De Zandloper vzw" is "De Zandloper"."""
    parts = [part for part in name.split() if part.casefold().strip(".") not in LEGAL] or name.split()
    while len(parts) > 1 and len(" ".join(parts)) > SHORT and words(parts[0])[:1] != telling_words(name)[:1]:
        if words(parts[1])[:1] == telling_words(name)[:1] and len(" ".join(parts[:2])) <= SHORT:
            break
        parts = parts[1:]
    while len(parts) > 1 and len(" ".join(parts)) > SHORT:
        parts = parts[:-1]
    return " ".join(parts)[:SHORT].strip()
