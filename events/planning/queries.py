"""Who is asked, who answered, and what a plan becomes."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from community.members.models import Anyone, User
from community.networks.models import Network
from community.networks.rules import takes_part
from community.organisations.models import Organisation

from .. import rotation
from .models import RotationPlan, TurnAnswer
from .problems import problem_of


def members_of(network: Network):
    return network.memberships.current().select_related("organisation")


def contacts(plan: RotationPlan, organisations):
    """Who is asked to answer for these organisations: everyone who takes part for them."""
    return User.objects.filter(
        participations__in=plan.network.participants.active().filter(organisation__in=organisations)
    ).distinct()


def organisation_of(plan: RotationPlan, person: User) -> Organisation | None:
    """The organisation this person answers for."""
    part = plan.network.participants.active().filter(user=person).select_related("organisation").first()
    return part.organisation if part else None


def silent_organisations(plan: RotationPlan) -> list[Organisation]:
    """The members that did not answer yet for every date that is asked."""
    dates = plan.dates
    given = plan.availability.filter(date__in=dates).values_list("organisation_id").annotate(n=Count("pk"))
    complete = {organisation for organisation, n in given if n >= len(dates)}
    return [m.organisation for m in members_of(plan.network) if m.organisation_id not in complete]


def waiting_turns(plan: RotationPlan) -> list[dict]:
    """The turns of the proposal whose host said neither yes nor no to that very turn."""
    answers = answers_of(plan)
    return [turn for turn in plan.result["assignments"] if answers.get(turn["meeting"]) is None]


def answers_of(plan: RotationPlan) -> dict[str, TurnAnswer]:
    """What hosts said of the turns as they stand now, by meeting (`m1`)."""
    said = {
        (f"m{answer.position}", str(answer.organisation_id), answer.date.isoformat()): answer
        for answer in plan.turn_answers.select_related("answered_by")
    }
    turns = (plan.result or {}).get("assignments", [])
    found = {
        turn["meeting"]: said.get((turn["meeting"], turn["organisation"], turn["date"])) for turn in turns
    }
    return {meeting: answer for meeting, answer in found.items() if answer is not None}


def swapped(plan: RotationPlan, first: int, second: int) -> dict:
    """What the proposal becomes when two meetings exchange their hosts, in the shape of a plan.

    `blocked` says why it cannot be. Raises `ValidationError` when these are not two turns of the proposal.
    """
    turns = {turn["meeting"]: turn for turn in (plan.result or {}).get("assignments", [])}
    one, other = turns.get(f"m{first}"), turns.get(f"m{second}")
    if one is None or other is None or one["organisation"] == other["organisation"]:
        raise ValidationError(_("Choose two turns with different hosts."))
    problem = rotation.parse(problem_of(plan))
    places = {key: (turn["venue"], date.fromisoformat(turn["date"])) for key, turn in turns.items()}
    places[f"m{first}"] = (other["venue"], places[f"m{first}"][1])
    places[f"m{second}"] = (one["venue"], places[f"m{second}"][1])
    try:
        return rotation.check(problem, places).as_json()
    except KeyError:
        raise ValidationError(_("The organisations changed meanwhile. Calculate again.")) from None


def visible_plan(user: Anyone, pk: int) -> RotationPlan:
    """The plan, for who takes part in its network; else as if it did not exist."""
    plan = get_object_or_404(RotationPlan.objects.select_related("network"), pk=pk)
    if not takes_part(user, plan.network):
        raise Http404
    return plan
