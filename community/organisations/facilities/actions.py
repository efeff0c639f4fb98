"""A room, a lab or equipment is asked for a day, and whoever keeps it says yes or no."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.journal.actions import record
from community.members.models import User

from .. import signals
from ..models import Facility, FacilityRequest, Organisation
from . import rules
from .queries import free_days, taken

Status = FacilityRequest.Status


@transaction.atomic
def save_facility(*, actor: User, organisation: Organisation, facility: Facility) -> Facility:
    """Offer something that others may ask for, or change it.

    Raises `PermissionDenied`, and `ValidationError` by field.
    """
    if not rules.may_keep_facilities(actor, organisation):
        raise PermissionDenied
    facility.organisation = organisation
    facility.full_clean()
    facility.save()
    record(actor=actor, verb="organisations.facility_saved", about=facility)
    return facility


@transaction.atomic
def ask_for_a_day(
    *,
    actor: User,
    facility: Facility,
    day: date,
    morning: bool,
    afternoon: bool,
    purpose: str,
    client_id: UUID,
) -> FacilityRequest:
    """Ask for a facility on a day, for half of it or the whole. Sent twice it is asked once.

    Raises `PermissionDenied`, and `ValidationError` by field: a day that is over, closed or taken, no part of it.
    """
    if not rules.may_ask_for(actor, facility):
        raise PermissionDenied
    if known := FacilityRequest.objects.filter(asked_by=actor, client_id=client_id).first():
        return known
    rows = Facility.objects.select_for_update(of=("self",)).select_related("organisation")
    facility = rows.get(pk=facility.pk)
    if not (morning or afternoon):
        raise ValidationError({"day": _("Choose the morning, the afternoon or both.")})
    if day < timezone.localdate():
        raise ValidationError({"day": _("This day is over.")})
    if closed := facility.organisation.closed_because(day):
        raise ValidationError({"day": _("They are closed then: %(why)s.") % {"why": closed}})
    if taken(facility, day, morning=morning, afternoon=afternoon):
        raise ValidationError({"day": _is_taken(facility, day)})
    request = FacilityRequest(
        facility=facility, day=day, morning=morning, afternoon=afternoon, purpose=purpose, asked_by=actor,
        client_id=client_id,
    )  # fmt: skip
    request.full_clean()
    request.save()
    record(actor=actor, verb="organisations.facility_asked", about=request)
    signals.facility_asked.send(sender=FacilityRequest, request=request, actor=actor)
    return request


def _locked(request: FacilityRequest) -> FacilityRequest:
    rows = FacilityRequest.objects.select_for_update(of=("self",))
    return rows.select_related("facility__organisation", "asked_by").get(pk=request.pk)


def _is_taken(facility: Facility, day: date) -> str:
    """Friday 4 December is taken, with the first days that are free."""
    free = [date_format(one, "l j F") for one in free_days(facility, day)]
    text = _("%(day)s is taken.") % {"day": date_format(day, "l j F").capitalize()}
    return f"{text} " + _("Free are %(days)s.") % {"days": ", ".join(free)} if free else text


@transaction.atomic
def answer_facility_request(
    *, actor: User, request: FacilityRequest, approve: bool, answer: str = ""
) -> FacilityRequest:
    """Whoever keeps it says yes or no; a no comes with a sentence. The same answer twice changes nothing.

    Raises `PermissionDenied`, and `ValidationError` for a question that was answered or taken back, and when somebody
    else has that day already.
    """
    request = _locked(request)
    if not rules.may_keep_facilities(actor, request.facility.organisation):
        raise PermissionDenied
    status = Status.APPROVED if approve else Status.DECLINED
    if request.status == status:
        return request
    if request.status != Status.WAITING:
        raise ValidationError(_("This question was answered or taken back already."))
    if not approve and not answer.strip():
        raise ValidationError({"answer": _("Say in a sentence why not, and what can be done.")})
    request.status, request.answer = status, answer.strip()
    request.answered_by, request.answered_at = actor, timezone.now()
    try:
        with transaction.atomic():
            request.save(update_fields=["status", "answer", "answered_by", "answered_at"])
    except IntegrityError as error:
        raise ValidationError(_is_taken(request.facility, request.day)) from error
    record(actor=actor, verb=f"organisations.facility_{status}", about=request)
    signals.facility_answered.send(sender=FacilityRequest, request=request, actor=actor)
    return request


@transaction.atomic
def withdraw_facility_request(*, actor: User, request: FacilityRequest) -> FacilityRequest:
    """Who asked takes it back; the day is free again. A second time changes nothing. Raises `PermissionDenied`."""
    request = _locked(request)
    if not rules.may_withdraw(actor, request):
        raise PermissionDenied
    if request.status in (Status.WAITING, Status.APPROVED):
        was_approved = request.status == Status.APPROVED
        request.status = Status.WITHDRAWN
        request.save(update_fields=["status"])
        record(actor=actor, verb="organisations.facility_withdrawn", about=request)
        if was_approved:
            signals.facility_asked.send(sender=FacilityRequest, request=request, actor=actor)
    return request
