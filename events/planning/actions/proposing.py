"""The rotation as an action of facilitators and hosts; the planner itself is the pure function in `rotation`."""

from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User

from ... import rotation
from ..models import PlannedMeeting, PlanVersion, RotationPlan, Turn
from ..problems import problem_of
from ..queries import swapped
from ..rules import may_plan_rotation
from . import asking

#: What is changed of a planned meeting before its plan is published.
CHANGEABLE = ("title", "mode", "expected", "step_free", "candidates")


class Cancelled(Exception):
    """Somebody stopped the calculation, or asked for a new one meanwhile."""


@transaction.atomic
def propose(*, actor: User, plan: RotationPlan) -> None:
    """Let the planner make a proposal; it runs as a job and tells the page how far it is and when it is ready.

    Raises `PermissionDenied`.
    """
    plan = _unpublished(actor, plan)
    plan.computing_since, plan.progress, plan.failed_at = timezone.now(), 0, None
    plan.save(update_fields=["computing_since", "progress", "failed_at"])
    since = plan.computing_since.isoformat()
    transaction.on_commit(lambda: compute.enqueue(plan.pk, actor.pk, since))


@transaction.atomic
def stop_computing(*, actor: User, plan: RotationPlan) -> None:
    """Cancel a calculation; the proposal stays as it was. Raises `PermissionDenied`."""
    plan = _unpublished(actor, plan)
    plan.computing_since, plan.progress, plan.failed_at = None, 0, None
    plan.save(update_fields=["computing_since", "progress", "failed_at"])
    publish(f"plan.{plan.pk}", {"kind": "proposal"})


@transaction.atomic
def change_meetings(*, actor: User, plan: RotationPlan, rows: list[PlannedMeeting]) -> list[date]:
    """Change the title, mode, number of people, needs and dates of meetings of a plan that is not published.

    Every organisation is asked about dates that are new, which are returned. Raises `PermissionDenied`, and
    `ValidationError` for too many dates or one before the network began.
    """
    plan = _unpublished(actor, plan)
    before, own = set(plan.dates), {row.pk: row for row in plan.planned.all()}
    for row in rows:
        if row.pk not in own:
            raise PermissionDenied
        stands = own[row.pk]  # with what was locked meanwhile
        for name in CHANGEABLE:
            setattr(stands, name, getattr(row, name))
        if stands.locked_date not in stands.candidate_dates:
            stands.locked_date = stands.locked_venue = None
        stands.save()
    asking.check_dates(plan.network, [day for row in plan.planned.all() for day in row.candidate_dates])
    added = sorted(set(plan.dates) - before)
    if added:
        asking.ask_again(actor=actor, plan=plan)
    record(actor=actor, verb="events.plan_changed", about=plan, network_id=plan.network_id)
    return added


@transaction.atomic
def change_rules(*, actor: User, plan: RotationPlan, changes: dict) -> None:
    """Change what the planner keeps to (keys as in `RulesForm.rules`); the next calculation follows.

    Raises `PermissionDenied`.
    """
    plan = _unpublished(actor, plan)
    plan.rules = plan.rules | changes
    plan.save(update_fields=["rules"])
    record(actor=actor, verb="events.rules_changed", about=plan, network_id=plan.network_id)


def _unpublished(actor: User, plan: RotationPlan) -> RotationPlan:
    plan = RotationPlan.objects.select_for_update().get(pk=plan.pk)
    if not may_plan_rotation(actor, plan) or plan.status == RotationPlan.Status.PUBLISHED:
        raise PermissionDenied
    return plan


@task()
def compute(pk: int, asked_by: int | None = None, since: str = "") -> str:
    """Solve a plan with fairness, travel and people first. Safe to run twice: the same answers give the same.

    `since` is the moment (ISO 8601) at which it was asked for; when that is no longer wanted nothing happens. Raises
    what goes wrong; the proposal stays as it was then.
    """
    plan = RotationPlan.objects.get(pk=pk)
    if since and (plan.computing_since is None or plan.computing_since.isoformat() != since):
        return "cancelled"
    try:
        return _take_found(plan, _solve(plan), asked_by)
    except Cancelled:
        return "cancelled"
    except Exception:
        if _unfinished(plan).update(computing_since=None, progress=0, failed_at=timezone.now()):
            publish(f"plan.{pk}", {"kind": "proposal"})
        raise


def _unfinished(plan: RotationPlan) -> QuerySet[RotationPlan]:
    """The plan, as long as this calculation is the one that is wanted."""
    return RotationPlan.objects.filter(pk=plan.pk, computing_since=plan.computing_since)


def _solve(plan: RotationPlan) -> dict[str, rotation.Plan]:
    """What the planner finds with each order of wishes. Raises `Cancelled`."""
    problem = rotation.parse(problem_of(plan))
    found = {}
    for number, leading in enumerate(rotation.ORDERS):
        told = partial(_tell_progress, plan, number)
        told(0, 1)
        found[leading] = rotation.plan(problem, leading=leading, told=told)
        if not found[leading].turns:
            break
    return found


@transaction.atomic
def _take_found(solved: RotationPlan, found: dict[str, rotation.Plan], asked_by: int | None) -> str:
    """Make the fairest plan the proposal. Raises `Cancelled` when somebody stopped it at the very end."""
    plan = _unfinished(solved).select_for_update().first()
    if plan is None:
        raise Cancelled
    if plan.status == RotationPlan.Status.PUBLISHED:
        return "already published"
    plan.computing_since, plan.progress, plan.failed_at = None, 0, None
    plan.save(update_fields=["computing_since", "progress", "failed_at"])
    plan.versions.found().delete()
    for leading, one in found.items():
        _keep(plan, one, variant=leading)
    _propose_version(
        plan, _keep(plan, found["fairness"], variant="fairness", number=_next(plan), made_by=asked_by)
    )
    return found["fairness"].status


def _tell_progress(plan: RotationPlan, number: int, part: int, parts: int) -> None:
    """Keep the percentage and tell the page. Raises `Cancelled` when this calculation is no longer wanted."""
    percent = int(100 * (number + part / max(1, parts)) / len(rotation.ORDERS))
    if plan.computing_since is not None and not _unfinished(plan).update(progress=percent):
        raise Cancelled
    publish(f"plan.{plan.pk}", {"kind": "progress", "percent": percent})


def _next(plan: RotationPlan) -> int:
    """The number of the next version."""
    return (plan.versions.aggregate(last=Max("version"))["last"] or 0) + 1


def _keep(
    plan: RotationPlan,
    found: rotation.Plan,
    *,
    variant: str = "",
    number: int | None = None,
    made_by: int | None = None,
) -> PlanVersion:
    """What the planner answered, as rows. `made_by` is the key of who asked for it."""
    answer = found.as_json()
    version = PlanVersion.objects.create(
        plan=plan,
        version=number,
        variant=variant,
        status=found.status,
        figures={key: answer[key] for key in ("objective", "balances", "travel_km")},
        obstacles={key: answer[key] for key in ("blocked", "conflict", "relaxations")},
        made_by_id=made_by,
    )
    Turn.objects.bulk_create(
        Turn(
            version=version,
            meeting_id=int(turn.meeting),
            organisation_id=int(turn.organisation),
            venue_id=int(turn.venue),
            date=turn.date,
            reasons=[reason.as_json() for reason in turn.reasons],
        )
        for turn in found.turns
    )
    return version


def _copy(kept: PlanVersion, actor: User) -> PlanVersion:
    """The same plan as a new version."""
    turns = list(kept.turns.all())
    version = PlanVersion.objects.create(
        plan_id=kept.plan_id,
        version=_next(kept.plan),
        variant=kept.variant,
        status=kept.status,
        figures=kept.figures,
        obstacles=kept.obstacles,
        made_by=actor,
    )
    for turn in turns:
        turn.pk, turn.version = None, version
    Turn.objects.bulk_create(turns)
    return version


def _propose_version(plan: RotationPlan, version: PlanVersion) -> None:
    """Every proposal there ever was stays, as a numbered version."""
    plan.proposal, plan.version = version, version.version or 0
    plan.status = RotationPlan.Status.PROPOSED if version.is_plan else RotationPlan.Status.ASKING
    plan.save(update_fields=["version", "proposal", "status"])
    publish(f"plan.{plan.pk}", {"kind": "proposal", "n": plan.version})


@transaction.atomic
def choose_variant(*, actor: User, plan: RotationPlan, variant: str) -> None:
    """Take the plan with least travel or most people, or the fairest again, as the proposal.

    Raises `PermissionDenied`, and `ValidationError` when that plan is not there.
    """
    plan = _unpublished(actor, plan)
    found = plan.versions.found().filter(variant=variant).first()
    if found is None:
        raise ValidationError(_("That plan is no longer there. Calculate again."))
    _propose_version(plan, _copy(found, actor))


@transaction.atomic
def take_version(*, actor: User, plan: RotationPlan, version: int) -> None:
    """Make an earlier version the proposal again, as a new version.

    Raises `PermissionDenied`, and `ValidationError` when it is no plan.
    """
    plan = _unpublished(actor, plan)
    earlier = plan.versions.filter(version=version).first()
    if earlier is None or not earlier.is_plan:
        raise ValidationError(_("That version holds no plan."))
    _propose_version(plan, _copy(earlier, actor))


@transaction.atomic
def swap_turns(*, actor: User, plan: RotationPlan, first: int, second: int) -> None:
    """Exchange the hosts of two meetings of the proposal.

    Raises `PermissionDenied`, and `ValidationError` when that cannot be.
    """
    plan = _unpublished(actor, plan)
    result = swapped(plan, first, second)
    if result.blocked:
        raise ValidationError(_("This swap is not possible: one of the hosts cannot on that date."))
    _propose_version(plan, _keep(plan, result, number=_next(plan), made_by=actor.pk))
    record(
        actor=actor,
        verb="events.turns_swapped",
        about=plan,
        network_id=plan.network_id,
        turns=[first, second],
    )


@transaction.atomic
def lock(*, actor: User, plan: RotationPlan, position: int, locked: bool) -> None:
    """Keep a turn of the proposal as it is in the next calculation, or let it go again.

    Raises `PermissionDenied`, and `ValidationError` for a turn that is not there any more.
    """
    plan = _unpublished(actor, plan)
    if plan.status == RotationPlan.Status.ASKING:
        raise PermissionDenied
    planned = plan.planned.get(position=position)
    planned.locked_venue_id, planned.locked_date = None, None
    if locked:
        turn = plan.turns.filter(meeting=planned).first()
        if turn is None:
            raise ValidationError(_("This turn is no longer in the proposal."))
        planned.locked_venue_id, planned.locked_date = turn.venue_id, turn.date
    planned.save(update_fields=["locked_venue", "locked_date"])
