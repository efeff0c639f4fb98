"""Things that took work to make, kept until what they were made from changes.

A stamp is a random word in the cache under a name such as `network.3`. Whoever changes something touches its names;
whoever keeps something notes the stamps it was made under, and makes it again when one of them differs. Names in use:
`house` (anything that a visitor may see), `names` (how people and networks are called and drawn), `network.<pk>` and
`reader.<pk>`.
"""

import uuid
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.core.cache import cache
from django.db import transaction

SECONDS = 60 * 60
T = TypeVar("T")


def touch(*names: str) -> None:
    """What was made from these is old, as soon as the current transaction is certain."""
    transaction.on_commit(lambda: _renew(names))


def _renew(names) -> None:
    cache.set_many({f"stamp.{name}": uuid.uuid4().hex for name in names}, None)


def stamps(names: Iterable[str]) -> dict[str, str]:
    """The stamps of these names as they are now; a name without one gets its first."""
    names = list(names)
    found = cache.get_many([f"stamp.{name}" for name in names])
    for name in names:
        if f"stamp.{name}" not in found:
            found[f"stamp.{name}"] = cache.get_or_set(f"stamp.{name}", uuid.uuid4().hex, None)
    return {name: found[f"stamp.{name}"] for name in names}


def kept_each(
    things: dict[str, T], name: str, make: Callable[[dict[str, T]], dict[str, str]], seconds: int
) -> dict:
    """What was made of each of `things` by key, all asked for in one go; `make` gets those that are missing or were
    made before `name` was touched."""
    found = cache.get_many([f"stamp.{name}", *things])
    stamp = found.get(f"stamp.{name}") or stamps([name])[name]
    known = {key: found[key][1] for key in things if key in found and found[key][0] == stamp}
    if missing := {key: thing for key, thing in things.items() if key not in known}:
        made = make(missing)
        cache.set_many({key: (stamp, value) for key, value in made.items()}, seconds)
        known |= made
    return known


def kept(key: str, names: Callable[[], Iterable[str]], make: Callable, seconds: int = SECONDS):
    """What `make` gave last time, as long as none of `names` was touched since, and at most `seconds` long.

    `names` is asked before `make` works, so that a change in between makes the result old, never stale.
    """
    entry = cache.get(key)
    if entry is not None:
        known, value = entry
        if stamps(known) == known:
            return value
    known = stamps(names())
    value = make()
    cache.set(key, (known, value), seconds)
    return value
