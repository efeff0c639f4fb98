"""Where a name stands in a list: by its surname, with or without the small words before it."""

from .words import fold

#: Small words that a surname may begin with, in Dutch and the languages around it.
PARTICLES = frozenset(
    """
    van von vom de den der des d 't t ter ten te tot op in het la le les du del della di da dos el al ben bin uit
    onder aan bij voor over zu zum zur
    """.split()  # noqa: SIM905  (forty quotes say nothing)
)


def split(name: str) -> tuple[str, str]:
    """The first names and the surname: it begins at the first small word, else it is the last word."""
    parts = name.split()
    at = next(
        (n for n, part in enumerate(parts) if n and fold(part).strip("'’.") in PARTICLES), len(parts) - 1
    )
    at = max(1, at) if len(parts) > 1 else 0
    return " ".join(parts[:at]), " ".join(parts[at:])


def with_particles(name: str) -> str:
    """As in Belgium: Mieke Van den Berg stands under V."""
    first, last = split(name)
    return fold(f"{last} {first}").strip()


def without_particles(name: str) -> str:
    """As in the Netherlands: Mieke van den Berg stands under B."""
    first, last = split(name)
    parts = last.split()
    bare = next((n for n, part in enumerate(parts) if fold(part).strip("'’.") not in PARTICLES), 0)
    return fold(" ".join([*parts[bare:], *parts[:bare], first])).strip()
