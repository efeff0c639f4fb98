"""What one needs there: said with consent, shown as totals, gone after a week."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from community.members.models import User
from community.rows import each

from ...meetings.models import Attendance, Meeting
from ...meetings.queries import locked, receiver_of
from ...meetings.standing import standing_of
from ..rules import may_answer

KEEP_NEEDS = timedelta(days=7)


@transaction.atomic
def say_needs(*, actor: User, meeting: Meeting, needs: list[str], note: str, consents: bool) -> Attendance:
    """Say what one needs there. The host sees totals only, without names; a week after the meeting they are gone.

    Raises `PermissionDenied` for who does not come, `ValidationError` without consent.
    """
    meeting = locked(meeting)
    if not may_answer(standing_of(actor, meeting)):
        raise PermissionDenied
    place = Attendance.objects.filter(meeting=meeting, user=actor).first()
    if place is None or not place.is_coming:
        raise PermissionDenied
    needs, note = sorted({Attendance.Need(need).value for need in needs}), " ".join(note.split())[:200]
    if (needs or note) and not consents:
        raise ValidationError(_("Tick that the host may see this as a total. Without it we keep nothing."))
    place.needs, place.needs_note = needs, note
    place.needs_for = receiver_of(meeting)
    place.save(update_fields=["needs", "needs_note", "needs_for"])
    return place


@transaction.atomic
def pass_needs_on(*, actor: User, meeting: Meeting, passes: bool) -> Attendance:
    """Another organisation receives the meeting: let it read what one needs too, or keep nothing of it any more.

    Raises `PermissionDenied` for who does not come.
    """
    meeting = locked(meeting)
    if not may_answer(standing_of(actor, meeting)):
        raise PermissionDenied
    place = Attendance.objects.filter(meeting=meeting, user=actor).first()
    if place is None or not place.is_coming:
        raise PermissionDenied
    if not passes:
        place.needs, place.needs_note = [], ""
    place.needs_for = receiver_of(meeting)
    place.save(update_fields=["needs", "needs_note", "needs_for"])
    return place


@task()
def forget_needs() -> int:
    """Delete what people needed at meetings that are a week old. Safe to run twice. Returns how many were cleared."""
    old = Attendance.objects.filter(meeting__ends_at__lt=timezone.now() - KEEP_NEEDS)
    return each(old.exclude(needs=[], needs_note=""), _forget_needs_of).report()


def _forget_needs_of(place: Attendance) -> int:
    return Attendance.objects.filter(pk=place.pk).update(needs=[], needs_note="")
