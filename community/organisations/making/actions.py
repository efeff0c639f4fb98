"""An organisation that is missing is added by who needs it; it works at once, and staff look at it afterwards."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User
from community.richtext.cleaning import clean_text
from community.words import words

from ..domains import named_domains
from ..geography.placing import put_on_map
from ..islands import pick_hue
from ..models import Organisation
from ..numbers import enterprise_number
from ..slugs import free_slug
from .names import short_name
from .queries import same_organisation
from .rules import MOST_WAITING, may_check_organisations, may_propose_organisation


@transaction.atomic
def propose_organisation(
    *, actor: User, name: str, municipality: str, kind: str, number: str = "", domains: Iterable[str] = ()
) -> Organisation:
    """Add an organisation that is missing, by its name, town and kind (a value of `Organisation.Kind`).

    It can be used at once, and waits for staff to look at it unless staff added it. One with the same name in the
    same town is not made again but given back, so sending it twice is safe. Raises `PermissionDenied`, and
    `ValidationError` by field, or for somebody who has 50 of them waiting.
    """
    if not may_propose_organisation(actor):
        raise PermissionDenied
    name, municipality = (" ".join(clean_text(text).split()) for text in (name, municipality))
    found = same_organisation(name, municipality) if words(name) else None
    if found is not None:
        return found
    checked_by_who_adds = may_check_organisations(actor)
    waiting = Organisation.objects.filter(proposed_by=actor, checked_at=None)
    if not checked_by_who_adds and waiting.count() >= MOST_WAITING:
        raise ValidationError(
            _("Many of your organisations wait for a check. Ask the staff to look at them first.")
        )
    organisation = Organisation(
        name=name,
        short_name=short_name(name),
        municipality=municipality,
        kind=kind,
        number=_number(number),
        partner_class=Organisation.usual_class(kind),
        hue=pick_hue(list(Organisation.objects.values_list("hue", flat=True))),
        proposed_by=actor,
        checked_at=timezone.now() if checked_by_who_adds else None,
    )
    if not words(name):
        raise ValidationError({"name": _("Enter the name of the organisation.")})
    organisation.slug = free_slug(name, municipality)
    organisation.full_clean(validate_unique=False)
    put_on_map(organisation)
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:  # somebody else added one by this name in the same second
        return propose_organisation(
            actor=actor, name=name, municipality=municipality, kind=kind, number=number, domains=domains
        )
    organisation.domains.set(named_domains(domains))
    record(actor=actor, verb="organisations.proposed", about=organisation)
    return organisation


def _number(typed: str) -> str:
    try:
        return enterprise_number(typed)
    except ValidationError as error:
        raise ValidationError({"number": error}) from error


@transaction.atomic
def check_organisation(*, actor: User, organisation: Organisation) -> Organisation:
    """Staff have looked: the organisation is what it says. A second time changes nothing.

    Raises `PermissionDenied`.
    """
    if not may_check_organisations(actor):
        raise PermissionDenied
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.checked_at is None:
        organisation.checked_at = timezone.now()
        organisation.save(update_fields=["checked_at"])
        record(actor=actor, verb="organisations.checked", about=organisation)
    return organisation
