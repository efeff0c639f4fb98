"""Where a file of somebody is shown beside the place it was given to: rooms say so, and nobody takes it from them."""

from collections.abc import Callable

_asked: list[Callable[[str], bool]] = []


def register(shows: Callable[[str], bool]) -> None:
    """A room that keeps rich text: `shows` says whether it shows what has this address, such as `/files/<key>/`."""
    _asked.append(shows)


def is_shown(address: str) -> bool:
    """Whether any room shows it."""
    return any(shows(address) for shows in _asked)
