"""The checklist of a host, and who was there."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record, was_recorded
from community.live.hub import publish
from community.members.models import User
from community.networks.queries import who_holds
from community.networks.rights import Right
from community.richtext.cleaning import clean_text

from ..meetings.models import Attendance, Meeting
from ..meetings.queries import locked, people_of
from ..meetings.rules import may_change_meeting, prepares
from ..meetings.standing import standing_of
from ..meetings.telling import tell
from ..places.rules import may_answer
from .models import HostTask
from .queries import CHECK_IN_BEFORE, TASKS, is_open_for_check_in
from .rules import may_be_at


@transaction.atomic
def set_task(
    *, actor: User, meeting: Meeting, key: str, done: bool | None = None, owner: User | None = None
) -> HostTask:
    """Tick a task of the host, or say who takes care of it. For the people of the host and the facilitators.

    Raises `PermissionDenied`, and `ValidationError` for a task that is not of this meeting.
    """
    meeting = locked(meeting)
    if not prepares(standing_of(actor, meeting)):
        raise PermissionDenied
    if key not in {task.key for task in TASKS if meeting.mode in task.modes}:
        raise ValidationError(_("This task does not belong to this meeting."))
    task, _created = HostTask.objects.select_for_update().get_or_create(meeting=meeting, key=key)
    if done in (None, task.done_at is not None) and owner in (None, task.owner):
        return task
    if done is not None:
        task.done_at, task.done_by = (timezone.now(), actor) if done else (None, None)
    if owner is not None:
        task.owner = owner
    task.save()
    record(
        actor=actor, verb="events.host_task", about=meeting, network_id=meeting.network_id, key=key, done=done
    )
    return task


@transaction.atomic
def check_in(*, actor: User, meeting: Meeting, code: str) -> Attendance:
    """Say that one is here, with the code on the wall. Raises `PermissionDenied`, `ValidationError`."""
    meeting = locked(meeting)
    if not may_be_at(standing_of(actor, meeting)):
        raise PermissionDenied
    if not is_open_for_check_in(meeting):
        raise ValidationError(_("You can only say that you are here on the day itself."))
    if code.strip().upper() != meeting.door_code:
        raise ValidationError(_("This is not the code on the wall. It has six characters."))
    return _is_there(actor, meeting, actor)


@transaction.atomic
def propose_other_time(*, actor: User, meeting: Meeting, start: datetime, comment: str = "") -> None:
    """Somebody's calendar program proposes another beginning: the facilitators hear it once, in words.

    `start` is timezone-aware. Raises `PermissionDenied`.
    """
    meeting = locked(meeting)
    if not may_answer(standing_of(actor, meeting)):
        raise PermissionDenied
    verb, proposed = "events.countered", start.isoformat()
    if was_recorded(actor=actor, verb=verb, about=meeting, start=proposed):
        return
    local = start.astimezone(meeting.zone)
    tell(
        "events/countered",
        meeting,
        who_holds(Right.PLAN, meeting.network),
        actor,
        excerpt=clean_text(" ".join(comment.split()))[:300],
        other=local.date().isoformat(),
        time=f"{local:%H:%M}",
    )
    record(actor=actor, verb=verb, about=meeting, network_id=meeting.network_id, start=proposed)


@transaction.atomic
def set_attended(
    *, actor: User, meeting: Meeting, person: User | None, place: Attendance | None, attended: bool
) -> None:
    """Say of somebody that they were there, or not. The host and the facilitator do so on the day.

    After that only a facilitator corrects it; every change stays in the journal with who made it. Raises
    `PermissionDenied`, and `ValidationError` before the day.
    """
    meeting = locked(meeting)
    standing = standing_of(actor, meeting)
    on_the_day = prepares(standing) and is_open_for_check_in(meeting)
    if not on_the_day and not may_change_meeting(standing):
        raise PermissionDenied
    if meeting.starts_at - CHECK_IN_BEFORE > timezone.now():
        raise ValidationError(_("Nobody was there yet: the meeting has to begin first."))
    if place is not None:
        place = meeting.attendances.select_related("user").filter(pk=place.pk).first()
        if place is None:
            raise ValidationError(_("This place is no longer there."))
    else:
        if person is None or not people_of(meeting.network).filter(pk=person.pk).exists():
            raise PermissionDenied
        place = meeting.attendances.filter(user=person).first()
    if place is None:
        if attended and person:
            _is_there(actor, meeting, person)
        return
    if place.attended is attended:
        return
    place.attended, place.checked_in_at = attended, timezone.now() if attended else None
    place.save(update_fields=["attended", "checked_in_at"])
    _log(actor, meeting, place, attended)


def _is_there(actor: User, meeting: Meeting, person: User) -> Attendance:
    mode = Attendance.Answer.ONLINE if meeting.mode == Meeting.Mode.ONLINE else Attendance.Answer.IN_PERSON
    place, created = meeting.attendances.get_or_create(user=person, defaults={"answer": mode})
    if place.attended:
        return place
    if place.answer == Attendance.Answer.NO:
        place.answer = mode
    place.attended, place.checked_in_at, place.waiting_since = True, timezone.now(), None
    place.save()
    _log(actor, meeting, place, True)
    return place


def _log(actor: User, meeting: Meeting, place: Attendance, attended: bool) -> None:
    record(
        actor=actor,
        verb="events.attendance",
        about=meeting,
        network_id=meeting.network_id,
        place=place.pk,
        name=place.person_name,
        attended=attended,
    )
    publish(f"meeting.{meeting.pk}", {"kind": "attendance"})
