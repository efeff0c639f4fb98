"""Staff check many organisations at once, with a list from a register."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User

from ..making.actions import propose_organisation
from ..making.rules import may_check_organisations
from ..models import Organisation
from .queries import Judged, State, judge
from .reading import Line


@dataclass(frozen=True)
class Verified:
    """How many were checked, how many were made, and how many lines were left alone."""

    checked: int
    made: int
    left: int


@transaction.atomic
def verify_organisations(
    *, actor: User, lines: list[Line], make_new: bool = False, all_or_nothing: bool = False
) -> Verified:
    """Check the organisations of a list and keep their numbers; with `make_new` those that are missing are made.

    What is doubtful, double or wrong is left alone; with `all_or_nothing` nothing happens then. Sent twice it changes
    nothing more. Raises `PermissionDenied`, and `ValidationError` for a list of which not every line is right.
    """
    if not may_check_organisations(actor):
        raise PermissionDenied
    judged = judge(lines)
    fits = [one for one in judged if one.state == State.KNOWN or (make_new and _is_whole(one))]
    if all_or_nothing and len(fits) < len(judged):
        raise ValidationError(_("Not every line is right, so nothing was done."))
    checked = sum(_check(one, actor) for one in fits if one.state == State.KNOWN)
    new = [one.line for one in fits if one.state == State.NEW]
    for line in new:
        propose_organisation(
            actor=actor, name=line.name, municipality=line.municipality, kind=line.kind, number=line.number
        )
    return Verified(checked, len(new), len(judged) - len(fits))


def _is_whole(one: Judged) -> bool:
    """A new organisation needs a kind."""
    return one.state == State.NEW and bool(one.line.kind)


def _check(one: Judged, actor: User) -> int:
    organisation = Organisation.objects.select_for_update().get(pk=one.organisation.pk)  # type: ignore[union-attr]
    number = organisation.number or one.line.number
    if organisation.checked_at and organisation.number == number:
        return 0
    organisation.number, organisation.checked_at = number, organisation.checked_at or timezone.now()
    organisation.save(update_fields=["number", "checked_at"])
    record(actor=actor, verb="organisations.checked", about=organisation, number=number)
    return 1
