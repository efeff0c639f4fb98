"""Who may read what hangs from a piece of writing: a file, a draft, a mail that waits.

An audience is a short text such as `public`, `members`, `network:12` or `person:4`. The rooms that own the
meaning of a kind register how to check it; an audience nobody registered is closed to everyone.
"""

from collections.abc import Callable

_readers: dict[str, Callable] = {}
_writers: dict[str, Callable] = {}


def register(kind: str, *, may_read: Callable, may_write: Callable) -> None:
    """Both callables take (user, number) and answer yes or no; `number` is None for kinds without one."""
    _readers[kind], _writers[kind] = may_read, may_write


def may_read(user, audience: str) -> bool:
    return _ask(_readers, user, audience)


def may_write(user, audience: str) -> bool:
    return user.is_authenticated and user.is_active and _ask(_writers, user, audience)


def _ask(checks, user, audience: str) -> bool:
    kind, _, number = audience.partition(":")
    if kind not in checks or (number and not number.isdecimal()) or len(number) > 18:
        return False
    return bool(checks[kind](user, int(number) if number else None))
