"""Which people answer to words that somebody searches."""

from django.db.models import Exists, OuterRef, Q

from community.folded import says
from community.words import Sought

from .languages import codes_called
from .models import Spoken


def people_saying(sought: list[Sought]) -> Q:
    """Every word is in somebody's name, organisation or expertise, or the name of a language they speak."""
    rule = Q()
    for one in sought:
        found = says([one], "folded", "profile__folded")
        if codes := codes_called(one.word):
            spoken = Spoken.objects.filter(profile__user=OuterRef("pk"), code__in=codes)
            found |= Q(Exists(spoken))
        rule &= found
    return rule
