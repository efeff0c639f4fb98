"""What a plan is about is changed before it is published: its meetings, and the rules it keeps to."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User

from ..models import PlannedMeeting, RotationPlan
from . import asking
from .proposing import unpublished

#: What is changed of a planned meeting before its plan is published.
CHANGEABLE = ("title", "mode", "expected", "step_free", "candidates")


@transaction.atomic
def change_meetings(*, actor: User, plan: RotationPlan, rows: list[PlannedMeeting]) -> list[date]:
    """Change the title, mode, number of people, needs and dates of meetings of a plan that is not published.

    Every organisation is asked about dates that are new, which are returned. Raises `PermissionDenied`, and
    `ValidationError` for too many dates or one before the network began.
    """
    plan = unpublished(actor, plan)
    before, own = set(plan.dates), {row.pk: row for row in plan.planned.all()}
    changed = False
    for row in rows:
        if row.pk not in own:
            raise PermissionDenied
        stands = own[row.pk]  # with what was locked meanwhile
        if all(getattr(stands, name) == getattr(row, name) for name in CHANGEABLE):
            continue
        changed = True
        for name in CHANGEABLE:
            setattr(stands, name, getattr(row, name))
        if stands.locked_date not in stands.candidate_dates:
            stands.locked_date = stands.locked_venue = None
        stands.save()
    if not changed:
        return []
    plan.revision += 1
    plan.save(update_fields=["revision"])
    asking.check_dates(plan.network, [row.candidate_dates for row in plan.planned.all()])
    added = sorted(set(plan.dates) - before)
    if added:
        asking.ask_again(actor=actor, plan=plan)
    record(actor=actor, verb="events.plan_changed", about=plan, network_id=plan.network_id)
    publish(f"plan.{plan.pk}", {"kind": "availability"})
    return added


@transaction.atomic
def change_rules(*, actor: User, plan: RotationPlan, changes: dict) -> None:
    """Change what the planner keeps to (keys as in `RulesForm.rules`); the next calculation follows.

    Raises `PermissionDenied`.
    """
    plan = unpublished(actor, plan)
    rules = plan.rules | changes
    if rules == plan.rules:
        return
    plan.rules, plan.revision = rules, plan.revision + 1
    plan.save(update_fields=["rules", "revision"])
    record(actor=actor, verb="events.rules_changed", about=plan, network_id=plan.network_id)
    publish(f"plan.{plan.pk}", {"kind": "availability"})
