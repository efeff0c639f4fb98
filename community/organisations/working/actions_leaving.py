"""Stopping to work somewhere: planned with a last day, carried out after it."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User

from ..models import Affiliation, Departure, Organisation
from . import signals
from .actions import claim_work, show
from .queries import colleagues, latest_work
from .rules import may_leave
from .staying import Passing, pass_on, stays_of

FARTHEST = timedelta(days=730)


@transaction.atomic
def change_work(
    *,
    actor: User,
    affiliation: Affiliation,
    last_day: date,
    successors: dict[str, User | None],
    organisation: Organisation | None = None,
    work: str = "",
) -> Departure:
    """Stop working somewhere after `last_day`, and say where one works from the day after, if anywhere.

    `successors` names by key who takes over what stays; None leaves it to the contact. Until the day all of it can be
    changed by doing this again. Raises `PermissionDenied`, and `ValidationError` by field: `last_day`, `organisation`
    or the key of what stays.
    """
    affiliation = Affiliation.objects.select_for_update().get(pk=affiliation.pk)
    if not may_leave(actor, affiliation):
        raise PermissionDenied
    _check(affiliation, last_day, successors)
    if organisation == affiliation.organisation:
        raise ValidationError({"organisation": _("You work there now. Choose where you go.")})
    departure = _planned(affiliation, last_day, successors)
    if organisation:
        claim_work(actor=actor, organisation=organisation, work=work, since=last_day + timedelta(days=1))
    if last_day < timezone.localdate():
        carry_out(departure)
    return departure


def _check(affiliation: Affiliation, last_day: date, successors: dict[str, User | None]) -> None:
    if last_day < affiliation.since:
        raise ValidationError({"last_day": _("You began there after this day. Choose a later one.")})
    if last_day > timezone.localdate() + FARTHEST:
        raise ValidationError({"last_day": _("This is more than two years away. Choose an earlier day.")})
    known = set(colleagues(affiliation).values_list("pk", flat=True))
    for key, successor in successors.items():
        if successor is not None and successor.pk not in known:
            raise ValidationError({key: _("Choose somebody who works there.")})


def _planned(affiliation: Affiliation, last_day: date, successors: dict[str, User | None]) -> Departure:
    """The departure as it is meant now; whom it concerns hears of it when something is different."""
    departure = affiliation.departures.filter(done_at=None).first() or Departure(affiliation=affiliation)
    before = (departure.last_day, _chosen(departure)) if departure.pk else None
    departure.last_day = last_day
    departure.save()
    departure.passes.all().delete()
    for key, successor in successors.items():
        departure.passes.create(key=key, successor=successor)
    if before != (last_day, _chosen(departure)):
        person = affiliation.person
        record(actor=person, verb="organisations.leaving", about=affiliation, last_day=last_day.isoformat())
        signals.leaving.send(sender=Departure, departure=departure, actor=person)
    return departure


def _chosen(departure: Departure) -> dict[str, int | None]:
    return dict(departure.passes.values_list("key", "successor"))


@transaction.atomic
def stay_after_all(*, actor: User, affiliation: Affiliation) -> None:
    """Leave everything as it is: one does not stop working there. Raises `PermissionDenied`."""
    if not may_leave(actor, affiliation):
        raise PermissionDenied
    if affiliation.departures.filter(done_at=None).delete()[0]:
        record(actor=actor, verb="organisations.stays", about=affiliation)


@transaction.atomic
def carry_out(departure: Departure) -> int:
    """The last day is over: they work there no more, and what stays goes to its successors. Returns 0 or 1.

    A step of the verb that plans it and of a job; the second time changes nothing.
    """
    departure = Departure.objects.select_for_update().get(pk=departure.pk)
    if departure.done_at:
        return 0
    affiliation = Affiliation.objects.select_related("person", "organisation").get(
        pk=departure.affiliation_id
    )
    person, organisation = affiliation.person, affiliation.organisation
    staying, here = stays_of(person, organisation), colleagues(affiliation).in_bulk()
    chosen = _chosen(departure)
    affiliation.until = departure.last_day + timedelta(days=1)
    affiliation.save(update_fields=["until"])
    departure.done_at = timezone.now()
    departure.save(update_fields=["done_at"])
    moves_to = latest_work(person)
    for one in staying:
        successor = here.get(chosen.get(one.key) or 0)
        pass_on(Passing(one.key, person, organisation, successor, moves_to))
    show(person, moves_to)
    record(actor=person, verb="organisations.left", about=affiliation)
    signals.left.send(sender=Departure, departure=departure, actor=person)
    return 1
