"""The address of a network, made from its name."""

from itertools import chain

from django.utils.text import slugify

from community.words import fold

from ..models import Network
from ..models.networks import RESERVED

#: What the mark of a network is drawn from that has no address yet.
UNNAMED = "nieuw"
LONGEST = 44  # letters; a number fits behind it


def free_slug(name: str) -> str:
    """A word for the address that no network has: its name, or its name with a number."""
    stem = slugify(fold(name))[:LONGEST].strip("-_") or "netwerk"
    taken = set(Network.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED
    return next(slug for slug in chain([stem], (f"{stem}-{n}" for n in range(2, 10**6))) if slug not in taken)
