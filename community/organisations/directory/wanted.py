"""What somebody looks for in the directory, as it stands in the address."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

from community.richtext.cleaning import clean_text
from community.words import Sought, sought

from ..geography.towns import Town, find_town, like_town
from ..models import Organisation

KILOMETRES = (10, 25, 40, 60, 100)
USUAL = 25
ROOMS = ("room", "step_free", "hybrid")
LISTS = ("kind", "class", "network", "domain", "room")


@dataclass(frozen=True)
class Wanted:
    """`words` are typed; `around` is a name of a town, and `within` how many kilometres from it.

    `after` says behind which organisation the page begins: its number, a colon, and what it is sorted by.
    """

    words: str = ""
    around: str = ""
    within: int = USUAL
    kind: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    room: tuple[str, ...] = ()
    is_open: bool = False
    by_name: bool = False
    after: str = ""

    @cached_property
    def sought(self) -> list[Sought]:
        return sought(self.words)

    @cached_property
    def town(self) -> Town | None:
        return find_town(self.around)

    @property
    def point(self) -> tuple[float, float] | None:
        return (self.town.latitude, self.town.longitude) if self.town else None

    @property
    def meant(self) -> Town | None:
        """What may be meant by a town that we do not know."""
        return like_town(self.around) if self.is_lost else None

    @property
    def is_lost(self) -> bool:
        """A town was typed that we do not know."""
        return bool(self.around) and self.town is None

    @property
    def by_distance(self) -> bool:
        return self.town is not None and not self.by_name

    @property
    def is_everything(self) -> bool:
        """Nothing was asked."""
        return replace(self, by_name=False, after="", within=USUAL) == Wanted()

    def address(self, **other: object) -> str:
        """What stands behind the question mark for this, or for this but for some things."""
        one = replace(self, **{"after": "", **other})  # type: ignore[arg-type]  # the fields of this class
        said: list[tuple[str, object]] = [("q", one.words), ("around", one.around)]
        if one.around:
            said.append(("within", one.within))
        for name, values in _lists_of(one):
            said += [(name, value) for value in values]
        said += [
            ("open", "1" if one.is_open else ""),
            ("order", "name" if one.by_name and one.around else ""),
        ]
        said.append(("after", one.after))
        return "?" + urlencode([(name, value) for name, value in said if value != ""])


def _lists_of(wanted: Wanted) -> list[tuple[str, tuple[str, ...]]]:
    lists = (wanted.kind, wanted.classes, wanted.network, wanted.domain, wanted.room)
    return list(zip(LISTS, lists, strict=True))


def _line(said: QueryDict, name: str) -> str:
    return " ".join(clean_text(said.get(name, "")[:100]).split())


def _some(said: QueryDict, name: str, known: Iterable[str] | None = None) -> tuple[str, ...]:
    values = dict.fromkeys(clean_text(value[:60]) for value in said.getlist(name)[:20])
    return tuple(value for value in values if value and (known is None or value in known))


def read(said: QueryDict) -> Wanted:
    """What an address asks for; what means nothing is left out."""
    within = said.get("within", "")
    return Wanted(
        words=_line(said, "q"),
        around=_line(said, "around"),
        within=next((km for km in KILOMETRES if str(km) == within), USUAL),
        kind=_some(said, "kind", Organisation.Kind.values),
        classes=_some(said, "class", Organisation.PartnerClass.values),
        network=_some(said, "network"),
        domain=_some(said, "domain"),
        room=_some(said, "room", ROOMS),
        is_open=said.get("open") == "1",
        by_name=said.get("order") == "name",
        after=clean_text(said.get("after", "")[:300]),
    )
