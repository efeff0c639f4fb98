"""Who is asked, who answered, and what a plan becomes."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.members.models import Anyone, User
from community.networks.models import Membership, Network, Participant
from community.networks.rules import takes_part
from community.organisations.models import Organisation

from .. import rotation
from ..meetings.standing import SPEAKERS, own_parts
from .models import Availability, PlanVersion, RotationPlan, Turn, TurnAnswer
from .problems import problem_of


def members_of(network: Network) -> QuerySet[Membership]:
    """The organisations that are a member today."""
    return network.memberships.current().select_related("organisation")


def contacts(plan: RotationPlan, organisations: Iterable[Organisation | int | None]) -> QuerySet[User]:
    """Who is asked to answer for these organisations: everyone who takes part for them."""
    return User.objects.filter(
        participations__in=plan.network.participants.active().filter(organisation__in=organisations)
    ).distinct()


def organisation_of(plan: RotationPlan, person: User) -> Organisation | None:
    """The organisation this person answers for."""
    part = plan.network.participants.active().filter(user=person).select_related("organisation").first()
    return part.organisation if part else None


def complete(plans: Iterable[RotationPlan], organisations: Iterable[int]) -> set[tuple[int, int]]:
    """Which organisation answered for every date that a plan asks now, by the keys of both; for one question."""
    asked = {plan.pk: set(plan.dates) for plan in plans}
    given: dict[tuple[int, int], set[date]] = {}
    said = Availability.objects.filter(plan__in=asked, organisation__in=organisations)
    for plan, organisation, day in said.values_list("plan", "organisation", "date"):
        given.setdefault((plan, organisation), set()).add(day)
    return {key for key, days in given.items() if asked[key[0]] <= days}


def silent_organisations(plan: RotationPlan) -> list[Organisation]:
    """The members that did not answer yet for every date that is asked."""
    members = [member.organisation for member in members_of(plan.network)]
    answered = complete([plan], [organisation.pk for organisation in members])
    return [organisation for organisation in members if (plan.pk, organisation.pk) not in answered]


def plans_asked_of(person: User) -> list[RotationPlan]:
    """The plans in which the organisation this person takes part for is silent, the newest first."""
    parts = Participant.objects.active().filter(user=person, network=OuterRef("network"))
    members = Membership.objects.current().filter(network=OuterRef("network"), organisation=OuterRef("own"))
    plans = (
        RotationPlan.objects.filter(status__in=(RotationPlan.Status.ASKING, RotationPlan.Status.PROPOSED))
        .annotate(own=Subquery(parts.values("organisation")[:1]))
        .filter(Exists(members))
        .select_related("network")
        .prefetch_related("planned")
    )
    answered = complete(plans, {plan.own for plan in plans})
    return [plan for plan in plans if (plan.pk, plan.own) not in answered]


def availability_asked_of(person: User) -> list[str]:
    """Where this person says when their organisation can host."""
    return [reverse("events:my_availability", args=[plan.pk]) for plan in plans_asked_of(person)]


def turns_asked_of(person: User) -> list[str]:
    """The addresses of the proposals in which a turn of this person's organisation waits for a yes or a no."""
    parts = own_parts(person).filter(role__in=SPEAKERS).values_list("network", "organisation")
    own = {network: organisation for network, organisation in parts if organisation}
    shared = RotationPlan.objects.filter(status=RotationPlan.Status.SHARED, network__in=own)
    return [
        plan.get_absolute_url()
        for plan in shared
        if any(turn.organisation_id == own[plan.network_id] for turn in waiting_turns(plan))
    ]


def check_version(plan: RotationPlan, version: int | None) -> None:
    """`version` is that of the proposal that was read, None for any. Raises `ValidationError` for another one."""
    if version not in (None, plan.version):
        raise ValidationError(_("There is another proposal by now. Look at it first."))


def waiting_turns(plan: RotationPlan) -> list[Turn]:
    """The turns of the proposal whose host said neither yes nor no to that very turn; not of a host that is gone."""
    answers = answers_of(plan)
    turns = plan.turns.filter(organisation__isnull=False).select_related("organisation", "venue", "meeting")
    return [turn for turn in turns if turn.meeting_id not in answers]


def answers_of(plan: RotationPlan) -> dict[int, TurnAnswer]:
    """What hosts said of the turns as they stand now, by the key of the planned meeting."""
    stands = plan.turns.filter(
        meeting=OuterRef("meeting"), organisation=OuterRef("organisation"), date=OuterRef("date")
    )
    said = plan.turn_answers.filter(Exists(stands)).select_related("answered_by")
    return {answer.meeting_id: answer for answer in said}


def swapped(plan: RotationPlan, first: int, second: int) -> rotation.Plan:
    """What the proposal becomes when the meetings at two positions exchange their hosts.

    `blocked` says why it cannot be. Raises `ValidationError` when these are not two turns of the proposal.
    """
    turns = {turn.meeting.position: turn for turn in plan.turns}
    one, other = turns.get(first), turns.get(second)
    if one is None or other is None or one.organisation_id == other.organisation_id:
        raise ValidationError(_("Choose two turns with different hosts."))
    one.venue_id, other.venue_id = other.venue_id, one.venue_id
    problem = rotation.parse(problem_of(plan))
    places = {str(turn.meeting_id): (str(turn.venue_id), turn.date) for turn in turns.values()}
    try:
        return rotation.check(problem, places)
    except KeyError:
        raise ValidationError(_("The organisations changed meanwhile. Calculate again.")) from None


def as_it_is_now(plan: RotationPlan, version: PlanVersion) -> tuple[dict, list[dict]]:
    """A plan that was found with other answers, as `rotation.Plan.as_json` says it now, and what it breaks by now.

    When an organisation or a venue is gone it is said as it was, without its reasons.
    """
    kept = version.as_json()
    places = {str(meeting): (str(venue), day) for meeting, (venue, day) in version.places.items()}
    try:
        now = rotation.check(rotation.parse(problem_of(plan)), places).as_json()
    except KeyError:
        return kept | {"assignments": [turn | {"reasons": []} for turn in kept["assignments"]]}, []
    order = [turn["meeting"] for turn in kept["assignments"]]
    turns = sorted(now["assignments"], key=lambda turn: order.index(turn["meeting"]))
    return now | {"status": kept["status"], "assignments": turns}, now["blocked"]


def last_found(plan: RotationPlan) -> PlanVersion | None:
    """What the last calculation found, when a proposal stands that is older and can be kept."""
    if plan.proposal is None or not plan.proposal.is_plan:
        return None
    return plan.versions.found().filter(variant="fairness", made_at__gt=plan.proposal.made_at).first()


def visible_plan(user: Anyone, pk: int) -> RotationPlan:
    """The plan, for who takes part in its network; else as if it did not exist."""
    plan = get_object_or_404(RotationPlan.objects.select_related("network"), pk=pk)
    if not takes_part(user, plan.network):
        raise Http404
    return plan
