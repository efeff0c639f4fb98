"""The address of an organisation, made from its name."""

import re
from functools import cache
from itertools import chain

from django.urls import get_resolver
from django.utils.text import slugify

from community.words import fold

from .models import FormerName, Organisation

LONGEST = 40  # letters; a number fits behind it


@cache
def _beside_organisations() -> frozenset[str]:
    """The words that stand where the word of an organisation could stand."""
    patterns = get_resolver("community.organisations.urls").url_patterns
    words = {str(one.pattern).split("/")[0] for one in patterns}
    return frozenset(word for word in words if re.fullmatch("[a-z0-9-]+", word))


def is_free(slug: str) -> bool:
    """Whether a new organisation may have this word in its address."""
    taken = Organisation.objects.filter(slug=slug).exists() or FormerName.objects.filter(slug=slug).exists()
    return not taken and slug not in _beside_organisations()


def free_slug(name: str, municipality: str) -> str:
    """A word for the address that no organisation has: its name, with its town, with a number."""
    stem = slugify(fold(name))[:LONGEST].strip("-_") or "organisatie"
    town = slugify(fold(municipality))
    numbered = (f"{stem}-{number}" for number in range(2, 100_000))
    for slug in chain((stem, f"{stem}-{town}"[:LONGEST].strip("-_")), numbered):
        if is_free(slug):
            return slug
    raise ValueError("no word is left for the address of an organisation")  # pragma: no cover
