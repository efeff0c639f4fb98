"""Saying where one works, and confirming it."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User

from ..models import Affiliation, Claim, Organisation
from .rules import may_answer_claim
from .signals import work_answered, work_claimed


@transaction.atomic
def claim_work(
    *, actor: User, organisation: Organisation, work: str = "", since: date | None = None
) -> Claim:
    """Say that one works for an organisation, from a day on (today); who knows one there is asked to confirm it.

    Saying it again while it waits changes the day and the work, and asks nobody twice. Raises `PermissionDenied`
    for a closed account, and `ValidationError` for who works there already.
    """
    if not actor.is_active:
        raise PermissionDenied
    since = since or timezone.localdate()
    if actor.affiliations.current().filter(organisation=organisation).exists():
        raise ValidationError({"organisation": _("You work there already.")})
    waiting = Claim.objects.waiting().filter(person=actor, organisation=organisation)
    if waiting.update(work=work, since=since):
        return waiting.get()
    try:
        with transaction.atomic():
            claim = Claim.objects.create(person=actor, organisation=organisation, work=work, since=since)
    except IntegrityError:  # sent twice in one moment
        return waiting.get()
    record(actor=actor, verb="organisations.work_claimed", about=claim)
    work_claimed.send(sender=Claim, claim=claim, actor=actor)
    return claim


@transaction.atomic
def withdraw_claim(*, actor: User, claim: Claim) -> None:
    """Take back what one said, as long as nobody answered it. Raises `PermissionDenied`: it is somebody else's."""
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if claim.person_id != actor.pk:
        raise PermissionDenied
    if claim.status == Claim.Status.WAITING:
        claim.status = Claim.Status.WITHDRAWN
        claim.save(update_fields=["status"])
        record(actor=actor, verb="organisations.work_withdrawn", about=claim)


@transaction.atomic
def answer_claim(*, actor: User, claim: Claim, confirms: bool, words: str = "") -> Claim:
    """Confirm that somebody works there, or not, with some words for them. They hear of it.

    The second answer changes nothing and gives back the first. What begins later becomes so on its day. Raises
    `PermissionDenied`.
    """
    claim = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("organisation", "person")
        .get(pk=claim.pk)
    )
    if not may_answer_claim(actor, claim):
        raise PermissionDenied
    if claim.status != Claim.Status.WAITING:
        return claim
    claim.status = Claim.Status.CONFIRMED if confirms else Claim.Status.REFUSED
    claim.answered_by, claim.answered_at, claim.words = actor, timezone.now(), words
    claim.save(update_fields=["status", "answered_by", "answered_at", "words"])
    record(actor=actor, verb="organisations.work_answered", about=claim, approved=confirms)
    if confirms and claim.since <= timezone.localdate():
        begin_work(claim)
    work_answered.send(sender=Claim, claim=claim, actor=actor)
    return claim


def begin_work(claim: Claim) -> int:
    """What was confirmed is so from now on: their island and name stand beside the person. Returns 1.

    A step of verbs that asked who may, and of the job that looks for the day.
    """
    work = {
        "since": claim.since,
        "work": claim.work,
        "confirmed_by": claim.answered_by,
        "confirmed_at": claim.answered_at,
    }
    Affiliation.objects.get_or_create(
        person=claim.person, organisation=claim.organisation, until=None, defaults=work
    )
    claim.begun_at = timezone.now()
    claim.save(update_fields=["begun_at"])
    show(claim.person, claim.organisation)
    return 1


def show(person: User, organisation: Organisation | None) -> None:
    """This organisation stands beside the name of somebody from now on; None: no organisation."""
    person.island = organisation.slug if organisation else ""
    person.works_at = organisation.name if organisation else ""
    if organisation:
        person.hue = organisation.hue
    person.save(update_fields=["island", "hue", "works_at"])
