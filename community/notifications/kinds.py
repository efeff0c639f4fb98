"""What can reach somebody. A room registers its kinds at start-up; preferences and mails follow from them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`sentence(actor_name, data)` says what happened, in the language that is active then."""

    name: str
    label: str
    icon: str
    sentence: Callable[[str, dict], str]
    button: str
    mail: bool = True

    def by(self, way: str, own: dict) -> bool:
        """Does this come by `way` ("mail" or "push")? `own` are somebody's preferences by kind."""
        chosen = getattr(own.get(self.name), way, None)
        return self.mail if chosen is None else chosen


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def get(name: str) -> Kind:
    return _kinds[name]


def every() -> list[Kind]:
    return list(_kinds.values())
