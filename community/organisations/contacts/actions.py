"""Who does what for an organisation; and what happens when its first contact goes."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User

from .. import signals
from ..models import Affiliation, Contact, Organisation
from ..rules import may_edit_organisation
from .queries import contacts_of, who_may_be_named

ONE = (Contact.Role.FIRST, Contact.Role.DEPUTY)


@transaction.atomic
def name_contacts(
    *,
    actor: User,
    organisation: Organisation,
    first: User | None,
    deputy: User | None,
    host: Iterable[User] = (),
    finance: Iterable[User] = (),
) -> None:
    """Say who is the first contact, who the deputy, who receives visitors and who sees to invoices. Sending it twice
    changes nothing.

    Raises `PermissionDenied`, and `ValidationError` by field: somebody who does not work there, or one person as the
    first contact and as the deputy.
    """
    if not may_edit_organisation(actor, organisation):
        raise PermissionDenied
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    wanted = {
        Contact.Role.FIRST: [first] if first else [],
        Contact.Role.DEPUTY: [deputy] if deputy else [],
        Contact.Role.HOST: list(host),
        Contact.Role.FINANCE: list(finance),
    }
    known = set(who_may_be_named(actor, organisation).values_list("pk", flat=True))
    for role, people in wanted.items():
        if any(person.pk not in known for person in people):
            raise ValidationError({role.value: _("Choose somebody who works there now.")})
    if first and first == deputy:
        raise ValidationError({"deputy": _("Choose somebody else than the first contact.")})
    before = {(row.person_id, row.role) for row in organisation.contacts.current()}
    after = {(person.pk, role.value) for role, people in wanted.items() for person in people}
    if before == after:
        return
    for row in organisation.contacts.all():
        if (row.person_id, row.role) not in after and (row.person_id in known or row.role in ONE):
            row.delete()
    today = {"since": timezone.localdate()}
    for number, name in sorted(after - before):
        Contact.objects.get_or_create(organisation=organisation, person_id=number, role=name, defaults=today)
    _summarise(organisation)
    said = {role.value: sorted(person.name for person in people) for role, people in wanted.items()}
    record(actor=actor, verb="organisations.contacts_named", about=organisation, roles=said)


def stand_as(affiliation: Affiliation) -> None:
    """Give somebody who begins to work there the role that their affiliation says; merely staff have none.

    A step of `affiliate`. A new first contact takes the place of the one before.
    """
    person, organisation = affiliation.person, affiliation.organisation
    role = {
        Affiliation.Role.PRIMARY: Contact.Role.FIRST,
        Affiliation.Role.HOST_CONTACT: Contact.Role.HOST,
    }.get(Affiliation.Role(affiliation.role))
    if role is None:
        organisation.contacts.filter(person=person).delete()
        return
    if role == Contact.Role.FIRST:
        organisation.contacts.filter(role=role).exclude(person=person).delete()
        organisation.contacts.filter(role=Contact.Role.DEPUTY, person=person).delete()
    today = {"since": timezone.localdate()}
    Contact.objects.get_or_create(organisation=organisation, person=person, role=role, defaults=today)
    _summarise(organisation)


def _told(wanted: dict[Contact.Role, list[User]]) -> dict[str, list[str]]:
    return {role.value: sorted(person.name for person in people) for role, people in wanted.items()}


def _summarise(organisation: Organisation) -> None:
    """The role beside somebody's affiliation repeats what they do for the organisation, for lists and rules."""
    roles: dict[int, set[str]] = {}
    for person, role in organisation.contacts.values_list("person", "role"):
        roles.setdefault(person, set()).add(role)
    for affiliation in organisation.affiliations.current():
        own = roles.get(affiliation.person_id, set())
        role = Affiliation.Role.STAFF
        if own:
            role = Affiliation.Role.PRIMARY if Contact.Role.FIRST in own else Affiliation.Role.HOST_CONTACT
        if affiliation.role != role:
            affiliation.role = role
            affiliation.save(update_fields=["role"])


def tell_that_the_first_contact_is_gone(*, person: User, organisation: Organisation) -> bool:
    """When the first contact of an organisation stopped, who should know hears of it, and who acts now.

    A step of closing an account and of ending work; gives back whether it was the first contact.
    """
    if not organisation.contacts.filter(person=person, role=Contact.Role.FIRST).exists():
        return False
    deputies = contacts_of(organisation)[Contact.Role.DEPUTY]
    deputy = next((one for one in deputies if one != person), None)
    record(
        actor=None,
        verb="organisations.first_contact_gone",
        about=organisation,
        person=person.name,
        deputy=deputy.name if deputy else "",
    )
    signals.first_contact_gone.send(
        sender=Organisation, organisation=organisation, person=person, deputy=deputy
    )
    return True
