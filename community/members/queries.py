"""Which people answer to words that somebody searches."""

from django.db.models import Exists, OuterRef, Q

from community.folded import says
from community.words import Sought

from . import circles
from .languages import codes_called
from .models import Anyone, Profile, Spoken

Audience = Profile.Audience


def reading(viewer: Anyone, part: str) -> Q:
    """People whose `part` of the profile this viewer reads (`seeing.reads`, as a question to the database)."""
    shown_to = f"profile__{part}_visible_to"
    rule = Q(**{shown_to: Audience.MEMBERS}) | Q(pk=viewer.pk)
    rule |= Q(**{shown_to: Audience.NETWORKS}, pk__in=circles.shared_with(viewer))
    near = [Audience.NETWORKS, Audience.FACILITATORS]
    return rule | Q(**{f"{shown_to}__in": near}, pk__in=circles.led_by(viewer))


def speaking(codes: set[str] | list[str]) -> Exists:
    """People who say that they speak one of these languages."""
    return Exists(Spoken.objects.filter(profile__user=OuterRef("pk"), code__in=codes))


def people_saying(sought: list[Sought], viewer: Anyone) -> Q:
    """Every word is in somebody's name or organisation, or in what this viewer reads of them.

    That is what they help with, their themes, and the languages they speak by any of their names.
    """
    rule = Q()
    for one in sought:
        found = says([one], "folded")
        found |= says([one], "profile__folded") & reading(viewer, "expertise")
        found |= says([one], "profile__folded_themes") & reading(viewer, "themes")
        if codes := codes_called(one.word):
            found |= Q(speaking(codes)) & reading(viewer, "languages")
        rule &= found
    return rule
