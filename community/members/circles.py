"""Who shares something with whom. The rooms above know that; they register how to ask."""

from collections.abc import Callable

_shared: list[Callable] = []
_led: list[Callable] = []


def register(people_shared_with: Callable, people_led_by: Callable) -> None:
    """Each gives, for a viewer, a queryset or list of user ids: who shares a network, and who is in one they lead."""
    _shared.append(people_shared_with)
    _led.append(people_led_by)


def shared_with(viewer):
    return _shared[0](viewer) if _shared else []


def are_acquainted(viewer, person) -> bool:
    return person.pk in set(shared_with(viewer))


_groups: list[tuple[Callable, Callable]] = []


def register_groups(groups_of: Callable, people_in: Callable) -> None:
    """`groups_of(viewer)` gives (number, name) of what they take part in; `people_in(viewer, number)` user ids."""
    _groups.append((groups_of, people_in))


def groups_of(viewer) -> list[tuple[int, str]]:
    return _groups[0][0](viewer) if _groups else []


def people_in(viewer, number: int):
    """Who takes part in one of the viewer's own groups; nobody in another."""
    return _groups[0][1](viewer, number) if _groups else []


def led_by(viewer):
    """Who takes part in a network that the viewer facilitates."""
    return _led[0](viewer) if _led else []
