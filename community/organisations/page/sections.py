"""What the rooms show together on the page of an organisation. Each registers its sections when the house starts."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from community.members.models import Anyone

from ..models import Organisation
from ..rules import may_edit_organisation, works_for


@dataclass(frozen=True)
class Look:
    """Somebody looks at an organisation; `reader` may be a visitor."""

    reader: Anyone
    organisation: Organisation

    @cached_property
    def may_edit(self) -> bool:
        return may_edit_organisation(self.reader, self.organisation)

    @cached_property
    def is_own(self) -> bool:
        return works_for(self.reader, self.organisation)


Query = Callable[[Look], object | None]


@dataclass(frozen=True)
class Shown:
    """A section that has something to show; its template finds it as `section`."""

    name: str
    template: str
    section: object


#: Where the sections of a page stand: the wide column, and the narrow one beside it.
WIDE, NARROW = ("about", "way_in", "facilities", "upcoming", "hosted"), ("contacts", "together", "facts")
_known: dict[str, tuple[str, Query]] = {}


def register(name: str, template: str) -> Callable[[Query], Query]:
    """Decorates the query of a section, which answers None when there is nothing to show."""

    def keep(query: Query) -> Query:
        _known[name] = (template, query)
        return query

    return keep


def shown(look: Look, names: tuple[str, ...]) -> list[Shown]:
    """What these sections show to who looks, in their order."""
    found = [(name, *_known[name]) for name in names if name in _known]
    asked = [(name, template, query(look)) for name, template, query in found]
    return [Shown(name, template, says) for name, template, says in asked if says is not None]
