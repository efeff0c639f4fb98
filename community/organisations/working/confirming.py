"""Who knows whether somebody works for an organisation: who acts for it, and whom higher rooms name besides."""

from collections.abc import Callable

from django.db.models import QuerySet

from community.members.models import User

from ..models import Affiliation, Organisation

_besides: list[Callable[[Organisation], QuerySet[User]]] = []


def register(people: Callable[[Organisation], QuerySet[User]]) -> None:
    """`people(organisation)` gives others who know, such as the facilitators of its networks."""
    _besides.append(people)


def contacts(organisation: Organisation) -> QuerySet[User]:
    """Who acts for an organisation today."""
    acting = organisation.affiliations.current().exclude(role=Affiliation.Role.STAFF)
    return User.objects.filter(is_active=True, affiliations__in=acting).distinct()


def others(organisation: Organisation) -> QuerySet[User]:
    """Whom higher rooms name."""
    keys = {pk for people in _besides for pk in people(organisation).values_list("pk", flat=True)}
    return User.objects.filter(is_active=True, pk__in=keys)


def asked_about(organisation: Organisation, person: User) -> QuerySet[User]:
    """Who is asked whether `person` works there: who acts for it, else whom higher rooms name, else staff."""
    for found in (contacts(organisation), others(organisation)):
        if found.exclude(pk=person.pk).exists():
            return found.exclude(pk=person.pk)
    return User.objects.filter(is_active=True, is_staff=True).exclude(pk=person.pk)
