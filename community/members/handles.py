"""What somebody may be called by with an @ in front, and the address of their page made from it."""

import re
from functools import cache

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.urls import get_resolver
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from community.words import fold

#: Read alike by Python, PostgreSQL and the form; `\Z` is the very end, where `$` lets a line end pass.
SHAPE = r"^[a-z0-9][a-z0-9-]{1,29}\Z"
#: What may become an address beside those of people, and names that look like the house itself.
RESERVED = frozenset(
    {
        "me", "edit", "new", "all", "search", "invite", "settings", "profile", "photo", "iedereen",
        "vonder", "admin", "administrator", "beheer", "beheerder", "moderator", "support", "helpdesk", "help",
        "hulp", "system", "systeem", "root", "postmaster", "webmaster", "noreply",
    }
)  # fmt: skip

has_shape = RegexValidator(
    SHAPE, _("Use 2 to 30 small letters, digits and hyphens, and begin with a letter or a digit.")
)


@cache
def _beside_people() -> frozenset[str]:
    """The words that stand in an address of members where a handle could stand."""
    patterns = get_resolver("community.members.urls").url_patterns
    words = {word for one in patterns for word in str(one.pattern).split("/")}
    return frozenset(word for word in words if re.fullmatch("[a-z0-9-]+", word))


def is_reserved(handle: str) -> bool:
    return handle in RESERVED or handle in _beside_people()


def not_reserved(handle: str) -> None:
    if is_reserved(handle):
        raise ValidationError(_("Vonder itself uses this word. Choose another handle."), code="reserved")


def checked(handle: str, *, owner=None) -> str:
    """The handle as it is kept, if `owner` (or somebody new) may have it. Capitals do not count.

    Raises `ValidationError`.
    """
    model = get_user_model()
    handle = model._meta.get_field("handle").clean(handle.strip().removeprefix("@").lower(), owner)
    others = model.objects.exclude(pk=owner.pk) if owner else model.objects.all()
    if others.filter(handle=handle).exists():
        raise ValidationError(_("Somebody else uses this handle. Choose another one."), code="taken")
    return handle


def free_handle(name: str) -> str:
    """A handle from a name that nobody has yet: `noor-voorbeeld`, `noor-voorbeeld-2` …"""
    stem = slugify(fold(name)).replace("_", "-")[:24].strip("-") or "lid"
    stem = stem if len(stem) > 1 else f"{stem}-lid"
    model = get_user_model()
    taken = set(model.objects.filter(handle__startswith=stem).values_list("handle", flat=True))
    if stem not in taken and not is_reserved(stem):
        return stem
    return next(f"{stem}-{n}" for n in range(2, 100_000) if f"{stem}-{n}" not in taken)
