"""What organisations work on. One theme has one word: who types an existing one in another way gets that one."""

from collections.abc import Iterable

from django.utils.text import slugify

from community.words import fold

from .models import Domain

MOST = 8  # of one organisation
LONGEST = 60


def slug_of(name: str) -> str:
    return slugify(fold(name))[:LONGEST]


def named_domains(names: Iterable[str]) -> list[Domain]:
    """The domains with these names, at most eight; new ones are made."""
    by_slug = {slug: name for name in names if (slug := slug_of(name))}
    return [
        Domain.objects.get_or_create(slug=slug, defaults={"name": " ".join(name.split())[:LONGEST]})[0]
        for slug, name in list(by_slug.items())[:MOST]
    ]
