from dataclasses import dataclass

from django.db.models import Q, QuerySet

from community.members.models import Anyone, User

from ..models import Contact, Organisation
from ..rules import works_for

ORDER = list(Contact.Role)


@dataclass(frozen=True)
class Colleague:
    """Somebody who works at an organisation, with what they do for it; `acts` when the first contact is not there."""

    person: User
    roles: list[Contact.Role]
    acts: bool

    @property
    def words(self) -> list[str]:
        """What they do for it, in words."""
        return [str(role.label) for role in self.roles]


def contacts_of(organisation: Organisation) -> dict[Contact.Role, list[User]]:
    """Who does what for the organisation now."""
    found: dict[Contact.Role, list[User]] = {role: [] for role in ORDER}
    rows = organisation.contacts.current().select_related("person__profile").order_by("person__folded", "pk")
    for row in rows:
        found[Contact.Role(row.role)].append(row.person)
    return found


def acting_first(organisation: Organisation) -> User | None:
    """The first contact, or the deputy as long as there is none."""
    return first_of(contacts_of(organisation))


def first_of(found: dict[Contact.Role, list[User]]) -> User | None:
    """The one to turn to among who does what."""
    return next(iter(found[Contact.Role.FIRST] + found[Contact.Role.DEPUTY]), None)


def there_now(organisation: Organisation) -> QuerySet[User]:
    """Everybody with an account who works there."""
    now = organisation.affiliations.current().values("person")
    return User.objects.filter(pk__in=now, is_active=True)


def colleagues(
    reader: Anyone, organisation: Organisation, by_role: dict[Contact.Role, list[User]]
) -> list[Colleague]:
    """Who works there that the reader may know: who does something for it first, in the order of the roles."""
    acts = by_role[Contact.Role.DEPUTY] if not by_role[Contact.Role.FIRST] else []
    known = there_now(organisation).visible_to(reader).select_related("profile")  # type: ignore[attr-defined]
    found = [
        Colleague(person, [role for role in ORDER if person in by_role[role]], acts=person in acts)
        for person in known
    ]
    return sorted(found, key=lambda one: (min(map(ORDER.index, one.roles), default=9), one.person.folded))


def who_may_be_named(actor: Anyone, organisation: Organisation) -> QuerySet[User]:
    """Whom somebody may give a role: for colleagues and staff everybody who works there.

    For others those they may know, and who has a role already.
    """
    there = there_now(organisation)
    if works_for(actor, organisation) or (actor.is_authenticated and actor.is_staff):
        return there
    has_one = Q(pk__in=organisation.contacts.values("person"))
    known = User.objects.visible_to(actor).values("pk")
    return there.filter(has_one | Q(pk__in=known))
