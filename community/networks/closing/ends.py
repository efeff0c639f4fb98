"""What is still open in a network that ends. Rooms above say it: each registers how it looks for its own."""

from collections.abc import Callable
from dataclasses import dataclass

from ..models import Network


@dataclass(frozen=True)
class LooseEnd:
    """Something that is not finished: in words with its number, and where it can be finished."""

    words: str
    number: int
    url: str


Finder = Callable[[Network], list[LooseEnd]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """From now on what this finds counts as open. It asks the database, and gives nothing for what is finished."""
    _finders.append(finder)


def loose_ends(network: Network) -> list[LooseEnd]:
    """Everything that is still open, by room."""
    return [end for finder in _finders for end in finder(network) if end.number]
