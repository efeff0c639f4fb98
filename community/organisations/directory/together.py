"""What organisations do together. The rooms above know that; they register how to ask."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from community.members.models import Anyone
from community.words import Sought


@dataclass(frozen=True)
class Group:
    """Something that organisations are a member of, and that the reader may know about."""

    slug: str
    name: str


@dataclass(frozen=True)
class Source:
    """`groups(reader)` are those to choose from.

    `members(reader, slugs)` and `found(reader, word)` give the ids of the organisations in these groups, or in those
    that say this word. `why(reader, words, ids)` says of some of these organisations in which group it was found.
    """

    groups: Callable[[Anyone], list[Group]]
    members: Callable[[Anyone, Iterable[str]], QuerySet]
    found: Callable[[Anyone, Sought], QuerySet]
    why: Callable[[Anyone, list[Sought], Iterable[int]], Mapping[int, str]]


_sources: list[Source] = []


def register(source: Source) -> None:
    _sources[:] = [source]


def source() -> Source | None:
    """How to ask, when a room above said so."""
    return _sources[0] if _sources else None
