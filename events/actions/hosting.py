"""What a host prepares, from six weeks before until the day itself, and who was there."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User

from .. import rules
from ..models import Attendance, HostTask, Meeting
from .scheduling import people_of

CHECK_IN_BEFORE = timedelta(hours=2)
CHECK_IN_AFTER = timedelta(hours=3)


@dataclass(frozen=True)
class Task:
    """`days` before the meeting; `modes` in which it makes sense."""

    key: str
    days: int
    words: str | Promise
    modes: tuple[str, ...] = ("in_person", "hybrid")


TASKS = (
    Task("room", 42, _("Book the room, with enough seats for who comes")),
    Task(
        "access", 42, _("Check how somebody with a wheelchair comes in, and where the accessible toilet is")
    ),
    Task("showcase", 28, _("Choose what you show, and one viewing question for each stop")),
    Task("children", 28, _("Agree what visitors may see of children: no faces in pictures, no names")),
    Task("route", 14, _("Describe the way: on foot, by bicycle, by train and bus, and where to park")),
    Task("catering", 7, _("Order coffee and food, from the totals of what people need")),
    Task("hybrid", 7, _("Test camera and microphone with somebody who joins online"), ("hybrid",)),
    Task("online", 7, _("Try out the link, and choose who lets people in"), ("online",)),
    Task("signs", 1, _("Put up a sign at the door and the code on the wall")),
)


def checklist(meeting: Meeting) -> list[dict]:
    """The tasks of this meeting with their due day, who takes care of it, and whether it is done or late."""
    kept = {task.key: task for task in meeting.host_tasks.select_related("owner", "done_by")}
    day, today = meeting.local_start.date(), timezone.localdate(timezone=meeting.zone)
    rows = []
    for task in TASKS:
        if meeting.mode not in task.modes:
            continue
        row, due = kept.get(task.key), day - timedelta(days=task.days)
        done = bool(row and row.done_at)
        rows.append({"task": task, "due": due, "done": done, "late": not done and due < today, "row": row})
    return rows


@transaction.atomic
def set_task(
    *, actor: User, meeting: Meeting, key: str, done: bool | None = None, owner: User | None = None
) -> HostTask:
    """Tick a task of the host, or say who takes care of it. For the people of the host and the facilitators."""
    if not rules.prepares(actor, meeting):
        raise PermissionDenied
    if key not in {task.key for task in TASKS if meeting.mode in task.modes}:
        raise ValidationError(_("This task does not belong to this meeting."))
    task, _created = HostTask.objects.select_for_update().get_or_create(meeting=meeting, key=key)
    if done is not None:
        task.done_at, task.done_by = (timezone.now(), actor) if done else (None, None)
    if owner is not None:
        task.owner = owner
    task.save()
    record(
        actor=actor, verb="events.host_task", about=meeting, network_id=meeting.network_id, key=key, done=done
    )
    return task


# -- the day itself -----------------------------------------------------------------------------------------


def is_open_for_check_in(meeting: Meeting) -> bool:
    """From two hours before until three hours after."""
    now = timezone.now()
    return (
        not meeting.is_cancelled
        and meeting.starts_at - CHECK_IN_BEFORE <= now <= meeting.ends_at + CHECK_IN_AFTER
    )


@transaction.atomic
def check_in(*, actor: User, meeting: Meeting, code: str) -> Attendance:
    """Say that one is here, with the code on the wall. Raises `PermissionDenied`, `ValidationError`."""
    if not rules.may_be_at(actor, meeting):
        raise PermissionDenied
    if not is_open_for_check_in(meeting):
        raise ValidationError(_("You can only say that you are here on the day itself."))
    if code.strip().upper() != meeting.door_code:
        raise ValidationError(_("This is not the code on the wall. It has six characters."))
    return _is_there(actor, meeting, actor)


@transaction.atomic
def set_attended(
    *, actor: User, meeting: Meeting, person: User | None, place: Attendance | None, attended: bool
) -> None:
    """Say of somebody that they were there, or not. The host and the facilitator do so on the day.

    After that only a facilitator corrects it; every change stays in the journal with who made it.
    """
    on_the_day = rules.prepares(actor, meeting) and is_open_for_check_in(meeting)
    if not on_the_day and not rules.may_correct_attendance(actor, meeting):
        raise PermissionDenied
    if meeting.starts_at - CHECK_IN_BEFORE > timezone.now():
        raise ValidationError(_("Nobody was there yet: the meeting has to begin first."))
    if place is None:
        if person is None or not people_of(meeting.network).filter(pk=person.pk).exists():
            raise PermissionDenied
        place = meeting.attendances.filter(user=person).first()
    if place is None:
        if not attended:
            return
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
