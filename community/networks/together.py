"""The networks in the directory of organisations: what to choose from, what was found in them, and why."""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from community.members.models import Anyone
from community.organisations.directory.together import Group, Source
from community.words import Sought

from .models import Membership, Network

MOST = 40


def _known(reader: Anyone) -> QuerySet[Network]:
    """The networks that run and that the reader may know about."""
    return Network.objects.visible_to(reader).filter(closed_at=None)


def _says(one: Sought) -> Q:
    return Q(folded__contains=one.word) | Q(purpose__icontains=one.word)


def _groups(reader: Anyone) -> list[Group]:
    return [Group(slug, name) for slug, name in _known(reader).values_list("slug", "name")[:MOST]]


def _members(reader: Anyone, slugs: Iterable[str]) -> QuerySet:
    networks = _known(reader).filter(slug__in=slugs)
    return Membership.objects.current().filter(network__in=networks).values("organisation")


def _found(reader: Anyone, one: Sought) -> QuerySet:
    networks = _known(reader).filter(_says(one))
    return Membership.objects.current().filter(network__in=networks).values("organisation")


def _why(reader: Anyone, words: list[Sought], organisations: Iterable[int]) -> Mapping[int, str]:
    rule = Q()
    for one in words:
        rule |= _says(one)
    memberships = Membership.objects.current().filter(
        network__in=_known(reader).filter(rule), organisation__in=organisations
    )
    rows = memberships.values_list("organisation_id", "network__name", "network__purpose")
    return {number: f"{name}: {purpose}" for number, name, purpose in rows}


IN_NETWORKS = Source(groups=_groups, members=_members, found=_found, why=_why)
