"""Where each kind of thing is made. A kind that no page of this house makes yet has no way."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from community.addresses import address


@dataclass(frozen=True)
class Way:
    """The page that makes something, and the words that lead there: `short` where the kind is named."""

    url: str
    short: Any
    words: Any


#: By kind: the name of the page, and its words.
NAMES = {
    "networks": ("networks:new", _("Start"), _("Start a network")),
    "organisations": ("organisations:new", _("Make"), _("Make an organisation")),
    "people": ("staff:invite", _("Invite"), _("Invite somebody")),
    "boards": ("staff:new_board", _("Make"), _("Make a board")),
    "meetings": ("staff:new_meeting", _("Plan"), _("Plan an open meeting")),
}


def ways_to_make() -> dict[str, Way]:
    """The ways there are, by the kind of thing that they make."""
    found = {kind: Way(address(name, otherwise=""), *words) for kind, (name, *words) in NAMES.items()}
    return {kind: way for kind, way in found.items() if way.url}
