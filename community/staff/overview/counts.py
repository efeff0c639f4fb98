"""How many there are of each kind, which came last, and what to mind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from ..lists import kinds
from ..ways import Way, ways_to_make


@dataclass(frozen=True)
class Having:
    """A kind of thing: how many, the newest and since when (if known), what to mind, and how to make one."""

    kind: kinds.Kind
    count: int
    newest: Any
    since: datetime | None
    mind: str
    only: str
    way: Way | None


#: By kind: which half to mind, and the moment at which a row of it began.
MINDED = {"networks": "alone", "organisations": "silent", "people": "new"}
BORN = {"organisations": "created_at", "people": "date_joined"}


def what_there_is() -> list[Having]:
    """Every kind, for at most three questions to the database each."""
    ways = ways_to_make()
    found = []
    for kind in kinds.KINDS:
        only = MINDED.get(kind.key, "")
        minded = kind.rows().filter(kind.only[only][1]).count() if only else 0
        newest = kind.rows().order_by("-pk").first()
        since = getattr(newest, BORN[kind.key]) if newest and kind.key in BORN else None
        found.append(
            Having(
                kind,
                kind.rows().count(),
                newest,
                since,
                _mind(kind.key, minded),
                only,
                ways.get(kind.key),
            )
        )
    return found


def _mind(key: str, number: int) -> str:
    if not number:
        return ""
    words = {
        "networks": ngettext(
            "%(n)d with fewer than two facilitators", "%(n)d with fewer than two facilitators", number
        ),
        "organisations": ngettext("nobody acts for %(n)d", "nobody acts for %(n)d", number),
        "people": ngettext("%(n)d never signed in", "%(n)d never signed in", number),
    }
    return words[key] % {"n": number}
