from dataclasses import dataclass

from django.db.models import Q

from community.words import fold, words

from ..models import Organisation
from .names import telling_words

MOST = 5


def _plain(text: str) -> str:
    return " ".join(words(text))


def same_organisation(name: str, municipality: str) -> Organisation | None:
    """The organisation that has this very name in this very town; capitals, accents and signs do not count."""
    wanted = (_plain(name), _plain(municipality))
    near = Organisation.objects.filter(folded__contains=max(words(name), key=len, default=""))
    return next((one for one in near if (_plain(one.name), _plain(one.municipality)) == wanted), None)


def look_alikes(name: str, municipality: str = "") -> list[Organisation]:
    """At most five organisations that may be the one that is meant: half of the telling words are theirs too.

    Those that share more words stand first, then those in the same town.
    """
    telling = list(dict.fromkeys(telling_words(name)))[:6]
    if not telling:
        return []
    rule = Q()
    for word in telling:
        rule |= Q(folded__contains=word)
    town = fold(municipality).strip()

    def likeness(one: Organisation) -> tuple[float, bool]:
        own = set(words(f"{one.name} {one.short_name}"))
        shared = sum(any(word in other for other in own) for word in telling)
        return shared / len(telling), fold(one.municipality) == town

    alike = [one for one in Organisation.objects.filter(rule)[:300] if likeness(one)[0] >= 0.5]
    return sorted(alike, key=likeness, reverse=True)[:MOST]


@dataclass(frozen=True)
class Waiting:
    """An organisation that staff have not looked at, with those that may be the same one."""

    organisation: Organisation
    alike: list[Organisation]


def waiting_for_a_check() -> list[Waiting]:
    """Oldest first, at most fifty."""
    rows = (
        Organisation.objects.filter(checked_at=None)
        .select_related("proposed_by")
        .order_by("created_at", "pk")
    )
    found = []
    for one in rows[:50]:
        alike = [other for other in look_alikes(one.name, one.municipality) if other != one]
        found.append(Waiting(one, alike))
    return found
