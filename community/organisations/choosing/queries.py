from django.db.models import QuerySet

from community.folded import says
from community.members.models import Anyone
from community.words import fold, sought

from ..models import Organisation

MOST = 8


def label(organisation: Organisation) -> str:
    """How an organisation stands in the field in which it is chosen."""
    return f"{organisation.name}, {organisation.municipality}"


def found_by(user: Anyone, text: str) -> QuerySet[Organisation]:
    """The organisations with these words in their name or town, as far as `user` may know them."""
    words = sought(text)
    rows = Organisation.objects.visible_to(user)
    return rows.filter(says(words, "folded")) if words else rows.none()


def meant_by(user: Anyone, text: str) -> list[Organisation]:
    """Which organisations somebody means with what they typed: one when it is clear, at most eight that fit else."""
    found = list(found_by(user, text)[: MOST * 5])
    typed = fold(text.strip())
    for name in (label, lambda one: one.name, lambda one: one.short_name):
        same = [one for one in found if fold(name(one)) == typed]
        if same:
            return same[:MOST]
    return found[:MOST]
