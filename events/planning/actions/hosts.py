"""The hosts have a say: a proposal is shared, and each host says yes or no to its own turn."""

from datetime import date, timedelta
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User
from community.networks.queries import who_holds
from community.networks.rights import Right
from community.notifications.actions import hold, notify, settle
from community.organisations.models import Organisation, Venue
from community.rows import each

from ...meetings import moments
from ...meetings.telling import LETTER
from ..letters import turn_facts
from ..links import turn_link
from ..models import RotationPlan, Turn, TurnAnswer
from ..queries import check_version, contacts, waiting_turns
from ..rules import may_answer_turn, may_plan_rotation

LONGEST_REASON = 200
CONFIRM_WITHIN = timedelta(days=7)
REMIND_BEFORE = timedelta(days=2)


@transaction.atomic
def share(*, actor: User, plan: RotationPlan, version: int | None = None) -> None:
    """Show the proposal to the network and ask each host whether its turn is all right.

    `version` is that of the proposal that was read. A calculation that is still under way ends: nothing takes the
    proposal away while hosts answer. Raises `PermissionDenied`, and `ValidationError` when there is no such proposal.
    """
    plan = RotationPlan.objects.select_for_update(of=("self",)).select_related("network").get(pk=plan.pk)
    if not may_plan_rotation(actor, plan):
        raise PermissionDenied
    if plan.status != RotationPlan.Status.PROPOSED:
        raise ValidationError(_("There is no proposal to share."))
    check_version(plan, version)
    plan.status, plan.reminders = RotationPlan.Status.SHARED, 0
    plan.confirm_by = moments.today() + CONFIRM_WITHIN
    plan.computing_since, plan.progress = None, 0
    plan.save(update_fields=["status", "confirm_by", "reminders", "computing_since", "progress"])
    _ask_hosts(plan, actor)
    record(actor=actor, verb="events.plan_shared", about=plan, network_id=plan.network_id)
    publish(f"plan.{plan.pk}", {"kind": "proposal"})


def _ask_hosts(plan: RotationPlan, actor: User | None) -> None:
    waiting = waiting_turns(plan)
    hold(contacts(plan, [turn.organisation_id for turn in waiting]).values_list("pk", flat=True))
    for turn in waiting:
        notify(
            kind="events/turn",
            to=contacts(plan, [turn.organisation_id]),
            actor=actor,
            url=plan.get_absolute_url(),
            audience=plan.network.audience,
            data={
                "title": turn.meeting.title,
                "day": turn.date.isoformat(),
                "until": str(plan.confirm_by),
            },
            mail_url=partial(turn_link, plan, turn),
            template=LETTER,
            context=partial(_letter, plan, turn.date, turn.venue),
        )


def _letter(plan: RotationPlan, day: date, venue: Venue | None, person: User) -> dict:
    found = turn_facts(plan, day, venue, person.zone)
    return {"parts": [{"title": "", "facts": found}]}


@task()
def remind_hosts() -> int:
    """Two days before the last day, hosts that did not answer for their turn are asked once more; when it is past,
    the facilitators hear who did not. Safe to run twice. Returns how many plans it was about."""
    today = moments.today()
    shared = RotationPlan.objects.filter(status=RotationPlan.Status.SHARED, confirm_by__isnull=False)
    due = shared.filter(
        Q(reminders=0, confirm_by__lte=today + REMIND_BEFORE) | Q(reminders=1, confirm_by__lt=today)
    )
    return each(due.select_related("network"), _remind_hosts_of).report()


def _remind_hosts_of(plan: RotationPlan) -> int:
    late = plan.confirm_by is not None and plan.confirm_by < moments.today()
    unchanged = RotationPlan.objects.filter(
        pk=plan.pk, status=RotationPlan.Status.SHARED, reminders=plan.reminders
    )
    reminded = unchanged.update(reminders=2 if late else 1)
    waiting = waiting_turns(plan)
    if not reminded or not waiting:
        return 0
    if late:
        _tell_late(plan, waiting)
    else:
        _ask_hosts(plan, None)
    return 1


def _tell_late(plan: RotationPlan, waiting: list[Turn]) -> None:
    hosts = Organisation.objects.filter(pk__in=[turn.organisation_id for turn in waiting])
    notify(
        kind="events/turns_late",
        to=who_holds(Right.PLAN, plan.network),
        actor=None,
        url=plan.get_absolute_url(),
        audience=plan.network.audience,
        data={"hosts": ", ".join(host.short_name for host in hosts)},
    )


@transaction.atomic
def answer_turn(
    *,
    actor: User,
    plan: RotationPlan,
    position: int,
    agrees: bool,
    reason: str = "",
    day: date | None = None,
) -> TurnAnswer:
    """Say yes or no to the turn of one's own organisation. Facilitators hear of a no at once.

    `day` is the date that was read, where a page said one. Raises `PermissionDenied`, and `ValidationError` for a
    turn that is not there any more.
    """
    plan = RotationPlan.objects.select_for_update(of=("self",)).select_related("network").get(pk=plan.pk)
    turn = plan.turns.filter(meeting__position=position, organisation__isnull=False).first()
    if turn is None or turn.organisation is None or day not in (None, turn.date):
        raise ValidationError(_("This turn is no longer in the proposal."))
    organisation = turn.organisation
    if not may_answer_turn(actor, plan, organisation):
        raise PermissionDenied
    reason = "" if agrees else reason.strip()[:LONGEST_REASON]
    said = plan.turn_answers.filter(meeting=turn.meeting, organisation=organisation, date=turn.date).first()
    if said and (said.agrees, said.reason) == (agrees, reason):
        return said
    answer, _created = plan.turn_answers.update_or_create(
        meeting=turn.meeting,
        organisation=organisation,
        date=turn.date,
        defaults={"agrees": agrees, "reason": reason, "answered_by": actor},
    )
    if all(waits.organisation != organisation for waits in waiting_turns(plan)):
        people = contacts(plan, [organisation.pk]).values_list("pk", flat=True)
        settle(kinds=["events/turn"], url=plan.get_absolute_url(), people=people)
    if not agrees:
        notify(
            kind="events/turn_declined",
            to=who_holds(Right.PLAN, plan.network),
            actor=actor,
            url=plan.get_absolute_url(),
            audience=plan.network.audience,
            data={"organisation": organisation.name, "day": turn.date.isoformat()},
            excerpt=answer.reason,
        )
    record(
        actor=actor, verb="events.turn_answered", about=plan, network_id=plan.network_id,
        turn=position, agrees=agrees,
    )  # fmt: skip
    publish(f"plan.{plan.pk}", {"kind": "proposal"})
    return answer
