"""The proposal becomes the programme of the year."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User
from community.organisations.models import Organisation, Venue

from ...meetings import moments
from ...meetings.models import Meeting
from ...scheduling.actions import SlotTaken, schedule_meeting
from .. import queries
from ..models import PlannedMeeting, RotationPlan
from ..rules import may_plan_rotation


@transaction.atomic
def publish_plan(*, actor: User, plan: RotationPlan) -> list[Meeting]:
    """Make the proposal the year's programme: meetings exist and everyone is invited.

    Raises `PermissionDenied`, and `ValidationError` when there is no proposal, a host said no, a host or venue is
    gone, or a day is past or taken; then nothing is saved.
    """
    plan = RotationPlan.objects.select_for_update(of=("self",)).select_related("network").get(pk=plan.pk)
    if not may_plan_rotation(actor, plan):
        raise PermissionDenied
    if plan.status not in (RotationPlan.Status.PROPOSED, RotationPlan.Status.SHARED):
        raise ValidationError(_("There is no proposal to publish."))
    refused = {
        (a.position, a.organisation_id, a.date.isoformat()) for a in plan.turn_answers.filter(agrees=False)
    }
    for turn in plan.result["assignments"]:
        if (int(turn["meeting"][1:]), int(turn["organisation"]), turn["date"]) in refused:
            raise ValidationError(_("A host said no to its turn. Change that turn first."))
    planned = {f"m{p.position}": p for p in plan.planned.all()}
    venues = {
        (str(venue.pk), str(m.organisation_id)): (m.organisation, venue)
        for m in queries.members_of(plan.network).prefetch_related("organisation__venues")
        for venue in m.organisation.venues.all()
    }
    meetings = []
    for turn in plan.result["assignments"]:
        if (turn["venue"], turn["organisation"]) not in venues:
            raise ValidationError(_("The organisations changed meanwhile. Calculate again."))
        host, venue = venues[turn["venue"], turn["organisation"]]
        meetings.append(_schedule(actor, plan, planned[turn["meeting"]], turn, host, venue))
    plan.status, plan.published_at = RotationPlan.Status.PUBLISHED, timezone.now()
    plan.save(update_fields=["status", "published_at"])
    record(actor=actor, verb="events.plan_published", about=plan, network_id=plan.network_id)
    publish(f"plan.{plan.pk}", {"kind": "published"})
    return meetings


def _schedule(
    actor: User, plan: RotationPlan, what: PlannedMeeting, turn: dict, host: Organisation, venue: Venue
) -> Meeting:
    """The meeting of one turn. Raises `ValidationError` for a day that is past or on which the network meets."""
    day = date.fromisoformat(turn["date"])
    told = {"day": date_format(day, "j F Y")}
    if day <= moments.today():
        raise ValidationError(_("%(day)s is past. Calculate again.") % told)
    online = what.mode == Meeting.Mode.ONLINE
    try:
        return schedule_meeting(
            actor=actor,
            network=plan.network,
            plan=plan,
            title=what.title,
            mode=what.mode,
            starts_at=moments.moment_at(day, plan.start_time, moments.HOME),
            ends_at=moments.moment_at(day, plan.end_time, moments.HOME),
            time_zone=moments.HOME_NAME,
            host=host,
            venue=None if online else venue,
            capacity_in_person=None if online else venue.capacity,
            status=Meeting.Status.CONFIRMED,
        )
    except SlotTaken:
        raise ValidationError(_("The network already meets on %(day)s. Calculate again.") % told) from None
