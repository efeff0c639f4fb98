"""What a host prepares before when, and when people can say that they are there."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..meetings.models import Meeting

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


def is_open_for_check_in(meeting: Meeting) -> bool:
    """From two hours before until three hours after."""
    now = timezone.now()
    return (
        not meeting.is_cancelled
        and meeting.starts_at - CHECK_IN_BEFORE <= now <= meeting.ends_at + CHECK_IN_AFTER
    )
