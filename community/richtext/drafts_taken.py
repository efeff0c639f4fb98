"""Which pages sent, a moment ago, what was typed in them. What they still ask to keep comes too late."""

from django.core.cache import cache

from .places import Place

SECONDS = 120  # longer than anything stays under way


def mark(place: Place) -> None:
    cache.set(_key(place), True, SECONDS)


def is_taken(place: Place) -> bool:
    return bool(cache.get(_key(place)))


def _key(place: Place) -> str:
    return f"taken.{place.user}.{place.key}"
