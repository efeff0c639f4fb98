"""What a browser tab can listen to. A room registers a kind; the name of a topic is `kind.number`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

_NAME = re.compile(r"([a-z]+)\.([1-9][0-9]{0,17})")
_openers: dict[str, Callable] = {}


@dataclass(frozen=True)
class Replay:
    """What a tab missed: `frames`, whole up to the number `until`. With `more`, the tab asks on from there."""

    frames: list[dict] = field(default_factory=list)
    until: int = 0
    more: bool = False


@dataclass(frozen=True)
class Topic:
    """A topic that this person may hear.

    `replay(number, since)` says what came after that number, and what changed since that moment (aware, or None when
    the tab does not say). It looks in the database each time: it is called once the tab is listening.
    """

    name: str
    replay: Callable[[int, datetime | None], Replay] = field(default=lambda number, since: Replay())


def opener(kind: str):
    """Register the function that opens topics of `kind`: it takes (user, number), gives a Topic or None."""

    def keep(function):
        _openers[kind] = function
        return function

    return keep


def open_topic(name, user) -> Topic | None:
    """The topic, if `user` may hear it; None for everything else, existing or not."""
    match = _NAME.fullmatch(name) if isinstance(name, str) else None
    if match is None or match[1] not in _openers:
        return None
    return _openers[match[1]](user, int(match[2]))


def kinds() -> set[str]:
    return set(_openers)
