"""Before the planner: every member organisation is asked once on which dates it can host and attend."""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User
from community.networks.models import Network
from community.notifications.actions import notify, settle
from community.organisations.models import Organisation

from ...meetings import moments
from ...meetings.rules import may_schedule_meeting
from ..models import Availability, PlannedMeeting, RotationPlan
from ..queries import contacts, members_of, silent_organisations
from ..rules import may_answer_availability, may_plan_rotation

MOST_DATES = 60
ANSWER_WITHIN = timedelta(days=7)


@transaction.atomic
def ask_availability(
    *,
    actor: User,
    network: Network,
    name: str,
    start_time: time,
    end_time: time,
    answer_by: date,
    meetings: list[dict],
    rules_: dict | None = None,
) -> RotationPlan:
    """Start a cycle: ask every member organisation, once, on which dates it can host and attend.

    `meetings` are dicts with title, mode, expected, step_free and candidates (dates). What is sent twice is asked
    once. Raises `PermissionDenied`, and `ValidationError` for dates or hours that cannot be, or a name that is taken.
    """
    Network.objects.select_for_update().get(pk=network.pk)
    if not may_schedule_meeting(actor, network):
        raise PermissionDenied
    if end_time <= start_time:
        raise ValidationError(_("A meeting ends after it starts."))
    if any(not meeting["candidates"] for meeting in meetings):
        raise ValidationError(_("Every meeting needs at least one date."))
    check_dates(network, [meeting["candidates"] for meeting in meetings])
    if named := network.plans.filter(name__iexact=name).first():
        candidates = [[day.isoformat() for day in sorted(meeting["candidates"])] for meeting in meetings]
        if (
            named.created_by == actor
            and list(named.planned.values_list("candidates", flat=True)) == candidates
        ):
            return named
        raise ValidationError({"name": _("There is a plan with this name already.")})
    plan = RotationPlan.objects.create(
        network=network,
        name=name,
        start_time=start_time,
        end_time=end_time,
        answer_by=answer_by,
        rules={"min_gap": 1, "spacing_days": [7, 200], "each_at_most": None, **(rules_ or {})},
        created_by=actor,
    )
    PlannedMeeting.objects.bulk_create(
        PlannedMeeting(
            plan=plan,
            position=position,
            title=meeting["title"],
            mode=meeting["mode"],
            expected=meeting["expected"],
            step_free=meeting.get("step_free", False),
            candidates=[day.isoformat() for day in sorted(meeting["candidates"])],
        )
        for position, meeting in enumerate(meetings, start=1)
    )
    record(actor=actor, verb="events.availability_asked", about=plan, network_id=network.pk)
    _ask(actor, plan, [m.organisation for m in members_of(network)])
    return plan


def check_dates(network: Network, rows: list[list[date]]) -> None:
    """`rows` are the dates of each meeting.

    Raises `ValidationError` for more dates than anybody answers, one before the network began, or fewer different
    ones than there are meetings.
    """
    days = [day for row in rows for day in row]
    if len(set(days)) < len(rows):
        raise ValidationError(_("There are fewer different dates than meetings. Add a date."))
    if len(days) > MOST_DATES:
        raise ValidationError(_("Ask about at most %(most)d dates.") % {"most": MOST_DATES})
    if days and min(days) < network.started_on:
        raise ValidationError(_("The network began on a later day."))


def _locked(plan: RotationPlan) -> RotationPlan:
    """The plan as it is now; nobody publishes or changes it meanwhile."""
    return RotationPlan.objects.select_for_update(of=("self",)).select_related("network").get(pk=plan.pk)


def ask_again(*, actor: User, plan: RotationPlan) -> None:
    """Every organisation hears that there are new dates, and has at least a week to answer.

    The row of the plan is locked by the caller.
    """
    plan.answer_by = max(plan.answer_by, moments.today() + ANSWER_WITHIN)
    plan.save(update_fields=["answer_by"])
    _ask(actor, plan, [m.organisation for m in members_of(plan.network)])


def _ask(actor: User, plan: RotationPlan, organisations: Iterable[Organisation]) -> None:
    notify(
        kind="events/availability",
        to=contacts(plan, organisations),
        actor=actor,
        url=reverse("events:my_availability", args=[plan.pk]),
        audience=plan.network.audience,
        data={"plan": plan.name, "by": plan.answer_by.isoformat(), "pk": plan.pk},
    )


@transaction.atomic
def remind_silent(*, actor: User, plan: RotationPlan) -> list[Organisation]:
    """Ask again, only those who have not answered. Returns the organisations that were reminded.

    Raises `PermissionDenied`.
    """
    plan = _locked(plan)
    if not may_plan_rotation(actor, plan) or plan.is_published:
        raise PermissionDenied
    silent = silent_organisations(plan)
    _ask(actor, plan, silent)
    return silent


@transaction.atomic
def answer_availability(
    *,
    actor: User,
    plan: RotationPlan,
    organisation: Organisation,
    answers: Mapping[date, str | None],
    read: Mapping[date, str | None] | None = None,
) -> None:
    """Save what an organisation can do on each date; None takes an answer back.

    `read` are the answers that stood on the page, where they matter. Raises `PermissionDenied`, and `ValidationError`
    for a date that is not asked or an answer that changed meanwhile.
    """
    plan = _locked(plan)
    if not may_answer_availability(actor, plan, organisation):
        raise PermissionDenied
    if not answers:
        raise ValidationError(_("Choose an answer for at least one date."))
    if not set(answers) <= set(plan.dates):
        raise ValidationError(_("The dates were changed meanwhile. Look at them again."))
    given = dict(plan.availability.filter(organisation=organisation).values_list("date", "answer"))
    changed = {day: answer for day, answer in answers.items() if given.get(day) != answer}
    if not changed:
        return
    if any(given.get(day) != answer for day, answer in (read or {}).items()):
        raise ValidationError(_("This answer was changed meanwhile. Look at it again."))
    plan.availability.filter(
        organisation=organisation, date__in=[d for d in changed if not changed[d]]
    ).delete()
    for day, answer in changed.items():
        if answer is None:
            continue
        plan.availability.update_or_create(
            organisation=organisation,
            date=day,
            defaults={"answer": Availability.Answer(answer), "answered_by": actor},
        )
    plan.revision += 1
    plan.save(update_fields=["revision"])
    answered = plan.availability.filter(organisation=organisation).values_list("date", flat=True)
    if set(plan.dates) <= set(answered):
        url = reverse("events:my_availability", args=[plan.pk])
        people = contacts(plan, [organisation.pk]).values_list("pk", flat=True)
        settle(kinds=["events/availability"], url=url, people=people)
    record(
        actor=actor,
        verb="events.availability_answered",
        about=plan,
        network_id=plan.network_id,
        organisation=organisation.pk,
    )
    publish(f"plan.{plan.pk}", {"kind": "availability"})
