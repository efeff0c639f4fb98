"""Who may read what hangs from a piece of writing: a file, a draft, a mail that waits.

An audience is a short text such as `public`, `members`, `network:12` or `person:4`. The rooms that own the
meaning of a kind register how to check it; an audience nobody registered is closed to everyone.
"""

from collections.abc import Callable, Iterable

_readers: dict[str, Callable] = {}
_writers: dict[str, Callable] = {}


def register(kind: str, *, readers: Callable, may_write: Callable) -> None:
    """`readers(users, number)` gives those of `users` who may read, `may_write(user, number)` answers yes or no.

    `number` is None for kinds without one.
    """
    _readers[kind], _writers[kind] = readers, may_write


def readers(users: Iterable, audience: str) -> list:
    """Those of `users` who may read, in their order, for the same few questions however many they are."""
    known, number = _parts(_readers, audience)
    return list(known(list(users), number)) if known else []


def may_read(user, audience: str) -> bool:
    return bool(readers([user], audience))


def may_write(user, audience: str) -> bool:
    known, number = _parts(_writers, audience)
    return bool(known and user.is_authenticated and user.is_active and known(user, number))


def _parts(registered: dict[str, Callable], audience: str) -> tuple[Callable | None, int | None]:
    """What is registered for the kind of this audience, and its number; nothing for one that nobody registered."""
    kind, _, number = audience.partition(":")
    if (number and not number.isdecimal()) or len(number) > 18:
        return None, None
    return registered.get(kind), int(number) if number else None
