"""Cases that were discussed in intervision: confidential, without names, and gone after six weeks.

No search, feed, harvest, mail or minutes ever gets to see them (domain notes 2.3 and 5).
"""

import re
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from community.journal.actions import record
from community.members.models import User
from community.networks.closing.refusing import refuse
from community.rows import each

from ..meetings.models import Meeting
from ..meetings.queries import locked, people_of
from ..meetings.standing import standing_of
from .models import CaseQuerySet, CaseRecord
from .rules import may_forget_case, may_write_cases

KEPT = timedelta(weeks=6)
TEXTS = ("question", "situation", "insights", "next_step")
_BIRTHDAY = re.compile(r"\b\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b")


class Conflict(Exception):
    """Somebody wrote in it meanwhile; `.case` is how it reads now."""

    def __init__(self, case: CaseRecord) -> None:
        self.case = case


def refuse_names(meeting: Meeting, **texts: str) -> None:
    """Raises `ValidationError`, by field, for a date of birth or the full name of somebody of the network."""
    people = list(people_of(meeting.network).values_list("name", flat=True))
    wrong: dict[str, str | Promise] = {}
    for field, text in texts.items():
        if _BIRTHDAY.search(text):
            wrong[field] = _(
                "This looks like a date. Leave out dates of birth, and days by which a child is known."
            )
        elif name := next((name for name in people if name.casefold() in text.casefold()), None):
            wrong[field] = _("%(name)s is named here. Leave out the names of colleagues.") % {"name": name}
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def write_case(
    *,
    actor: User,
    meeting: Meeting,
    case: CaseRecord | None = None,
    version: int | None = None,
    **fields: str,
) -> CaseRecord:
    """Write a case down, or change it. Whoever was there may, as long as the words are kept.

    What reads so already stays as it is. Raises `PermissionDenied`, `ValidationError` by field, and `Conflict` when
    it changed since `version`.
    """
    meeting = locked(meeting)
    if not may_write_cases(standing_of(actor, meeting)):
        refuse(meeting.network)
    refuse_names(meeting, **{name: fields[name] for name in TEXTS if name in fields})
    if case is None:
        case = CaseRecord(meeting=meeting)
    else:
        case = CaseRecord.objects.select_for_update().get(pk=case.pk)
        if case.forgotten_at or case.meeting_id != meeting.pk:
            raise PermissionDenied
        if all(getattr(case, name) == value for name, value in fields.items()):
            return case
        if version != case.version:
            raise Conflict(case)
        case.version += 1
    for name, value in fields.items():
        setattr(case, name, value)
    case.written_by, case.written_at = actor, timezone.now()
    case.save()
    record(actor=actor, verb="events.case_written", about=case, network_id=meeting.network_id)
    return case


@transaction.atomic
def forget_case(*, actor: User, case: CaseRecord) -> None:
    """Take the words away now. For who brought the case in and who wrote it down. Raises `PermissionDenied`."""
    case = (
        CaseRecord.objects.select_for_update(of=("self",)).select_related("meeting__network").get(pk=case.pk)
    )
    if not may_forget_case(standing_of(actor, case.meeting), case):
        raise PermissionDenied
    _forget(CaseRecord.objects.filter(pk=case.pk))
    record(actor=actor, verb="events.case_forgotten", about=case, network_id=case.meeting.network_id)


def _forget(cases: CaseQuerySet) -> int:
    blank = dict.fromkeys([*TEXTS, "ages"], "")
    return cases.kept().update(presenter=None, written_by=None, forgotten_at=timezone.now(), **blank)


@task()
def forget_cases() -> int:
    """Six weeks after a meeting the words of its cases go. Safe to run twice. Returns how many went."""
    old = CaseRecord.objects.kept().filter(meeting__ends_at__lte=timezone.now() - KEPT)
    return each(old, lambda case: _forget(CaseRecord.objects.filter(pk=case.pk))).report()
