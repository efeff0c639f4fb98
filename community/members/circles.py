"""Who shares something with whom. The rooms above know that; they register how to ask."""

from collections.abc import Callable

_shared: list[Callable] = []


def register(people_shared_with: Callable) -> None:
    """`people_shared_with(viewer)` gives a queryset or list of user ids."""
    _shared.append(people_shared_with)


def shared_with(viewer):
    return _shared[0](viewer) if _shared else []


def are_acquainted(viewer, person) -> bool:
    return person.pk in set(shared_with(viewer))
