"""The rotation as an action of facilitators and hosts; the planner itself is the pure function in `rotation`."""

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from community import later
from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User

from ... import rotation
from ..models import PlanVersion, RotationPlan, Turn
from ..problems import problem_of
from ..queries import check_version, swapped
from ..rules import may_plan_rotation


class Cancelled(Exception):
    """Somebody stopped the calculation, or asked for a new one meanwhile."""


class Outdated(Exception):
    """What was calculated is the answer to a question that was changed meanwhile."""


@transaction.atomic
def propose(*, actor: User, plan: RotationPlan) -> None:
    """Let the planner make a proposal; it runs as a job and tells the page how far it is and when it is ready.

    Raises `PermissionDenied`.
    """
    plan = unpublished(actor, plan)
    plan.computing_since, plan.progress, plan.failed_at = timezone.now(), 0, None
    plan.save(update_fields=["computing_since", "progress", "failed_at"])
    since = plan.computing_since.isoformat()
    later.enqueue(compute, plan.pk, actor.pk, since)


@transaction.atomic
def stop_computing(*, actor: User, plan: RotationPlan) -> None:
    """Cancel a calculation; the proposal stays as it was. Raises `PermissionDenied`."""
    plan = unpublished(actor, plan)
    if plan.computing_since is None:
        return
    plan.computing_since, plan.progress, plan.failed_at = None, 0, None
    plan.save(update_fields=["computing_since", "progress", "failed_at"])
    publish(f"plan.{plan.pk}", {"kind": "proposal"})


def unpublished(actor: User, plan: RotationPlan) -> RotationPlan:
    """The plan as it is now, locked. Raises `PermissionDenied` once it is published."""
    plan = RotationPlan.objects.select_for_update().get(pk=plan.pk)
    if not may_plan_rotation(actor, plan) or plan.is_published:
        raise PermissionDenied
    return plan


@task()
def compute(pk: int, asked_by: int | None = None, since: str = "") -> str:
    """Solve a plan with fairness, travel and people first. Safe to run twice: the same answers give the same.

    `since` is the moment (ISO 8601) at which it was asked for; when that is no longer wanted nothing happens. When
    answers, meetings or rules change meanwhile it begins anew. Raises what goes wrong; the proposal stays as it was.
    """
    plan = RotationPlan.objects.get(pk=pk)
    if since and (plan.computing_since is None or plan.computing_since.isoformat() != since):
        return "cancelled"
    try:
        return _take_found(plan, _solve(plan), asked_by)
    except Cancelled:
        return "cancelled"
    except Outdated:
        compute.enqueue(pk, asked_by, since)
        return "asked anew"
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
    """Make the fairest plan the proposal; one that stands is kept when there is none, or when hosts answer for it.

    Raises `Cancelled` when somebody stopped it at the very end, and `Outdated`.
    """
    plan = _unfinished(solved).select_for_update().first()
    if plan is None:
        raise Cancelled
    if plan.is_published:
        return "already published"
    if plan.revision != solved.revision:
        raise Outdated
    plan.computing_since, plan.progress, plan.failed_at = None, 0, None
    plan.save(update_fields=["computing_since", "progress", "failed_at"])
    plan.versions.found().delete()
    for leading, one in found.items():
        _keep(plan, one, variant=leading)
    best, stands = found["fairness"], plan.proposal
    if stands and stands.is_plan and (not best.turns or _is_answered_for(plan, best)):
        publish(f"plan.{plan.pk}", {"kind": "proposal"})
        return f"{best.status}, kept"
    status = plan.status
    _propose_version(plan, _keep(plan, best, variant="fairness", number=_next(plan), made_by=asked_by))
    if status == RotationPlan.Status.SHARED:  # the same turns, which the hosts are asked about
        plan.status = status
        plan.save(update_fields=["status"])
    return best.status


def _is_answered_for(plan: RotationPlan, best: rotation.Plan) -> bool:
    """Hosts were asked about other turns than these."""
    if plan.status != RotationPlan.Status.SHARED or plan.proposal is None:
        return False
    turns = {int(turn.meeting): (int(turn.venue), turn.date) for turn in best.turns}
    return turns != plan.proposal.places


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
        revision=plan.revision,
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
        revision=kept.revision,
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
    plan = unpublished(actor, plan)
    found = plan.versions.found().filter(variant=variant).first()
    if found is None or not found.is_plan:
        raise ValidationError(_("That plan is no longer there. Calculate again."))
    if plan.proposal and found.places == plan.proposal.places and found.revision == plan.proposal.revision:
        return
    _propose_version(plan, _copy(found, actor))


@transaction.atomic
def take_version(*, actor: User, plan: RotationPlan, version: int) -> None:
    """Make an earlier version the proposal again, as a new version.

    Raises `PermissionDenied`, and `ValidationError` when it is no plan.
    """
    plan = unpublished(actor, plan)
    earlier = plan.versions.filter(version=version).first()
    if earlier is None or not earlier.is_plan:
        raise ValidationError(_("That version holds no plan."))
    if earlier.pk == plan.proposal_id:
        return
    _propose_version(plan, _copy(earlier, actor))


@transaction.atomic
def swap_turns(
    *, actor: User, plan: RotationPlan, first: int, second: int, version: int | None = None
) -> None:
    """Exchange the hosts of two meetings of the proposal; `version` is that of the one that was read.

    Raises `PermissionDenied`, and `ValidationError` when that cannot be.
    """
    plan = unpublished(actor, plan)
    check_version(plan, version)
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
    plan = unpublished(actor, plan)
    if plan.status == RotationPlan.Status.ASKING:
        raise PermissionDenied
    planned = plan.planned.get(position=position)
    if locked == (planned.locked_date is not None):
        return
    planned.locked_venue_id, planned.locked_date = None, None
    if locked:
        turn = plan.turns.filter(meeting=planned).first()
        if turn is None:
            raise ValidationError(_("This turn is no longer in the proposal."))
        planned.locked_venue_id, planned.locked_date = turn.venue_id, turn.date
    planned.save(update_fields=["locked_venue", "locked_date"])
