"""The proposal becomes the programme of the year."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User

from ...meetings import moments
from ...meetings.models import Meeting
from ...meetings.queries import people_of
from ...meetings.years import tell_year
from ...scheduling.actions import SlotTaken, schedule_meeting
from .. import queries
from ..doubts import doubts_about
from ..models import RotationPlan, Turn
from ..rules import may_plan_rotation


class StillOpen(ValidationError):
    """Something stands open that who publishes has to know; `messages` says what."""


@transaction.atomic
def publish_plan(
    *, actor: User, plan: RotationPlan, version: int | None = None, sure: bool = False
) -> list[Meeting]:
    """Make the proposal the year's programme: meetings exist and everyone is invited, in one message.

    `version` is that of the proposal that was read; `sure` publishes although something stands open. Raises
    `PermissionDenied`, `StillOpen`, and `ValidationError` when there is no such proposal, a host said no, a host or
    venue is gone, or a day is past or taken; then nothing is saved.
    """
    plan = RotationPlan.objects.select_for_update(of=("self",)).select_related("network").get(pk=plan.pk)
    if not may_plan_rotation(actor, plan):
        raise PermissionDenied
    if plan.status not in (RotationPlan.Status.PROPOSED, RotationPlan.Status.SHARED):
        raise ValidationError(_("There is no proposal to publish."))
    queries.check_version(plan, version)
    if any(not answer.agrees for answer in queries.answers_of(plan).values()):
        raise ValidationError(_("A host said no to its turn. Change that turn first."))
    doubts = [] if sure else doubts_about(plan)
    members = {member.organisation_id for member in queries.members_of(plan.network)}
    turns = list(plan.turns.select_related("meeting", "organisation", "venue"))
    meetings = []
    for turn in turns:
        host = turn.venue.organisation_id if turn.venue else None
        if host is None or host != turn.organisation_id or host not in members:
            raise ValidationError(_("The organisations changed meanwhile. Calculate again."))
        turn.meeting.meeting = _schedule(actor, plan, turn)
        turn.meeting.save(update_fields=["meeting"])
        meetings.append(turn.meeting.meeting)
    if doubts:  # it could be done, so it is asked
        raise StillOpen(doubts)
    tell_year(plan.network, meetings, people_of(plan.network), actor)
    plan.status, plan.published_at = RotationPlan.Status.PUBLISHED, timezone.now()
    plan.computing_since, plan.progress = None, 0  # a calculation that is still under way ends
    plan.save(update_fields=["status", "published_at", "computing_since", "progress"])
    record(actor=actor, verb="events.plan_published", about=plan, network_id=plan.network_id)
    publish(f"plan.{plan.pk}", {"kind": "published"})
    return meetings


def _schedule(actor: User, plan: RotationPlan, turn: Turn) -> Meeting:
    """The meeting of one turn. Raises `ValidationError` for a day that is past, taken out, or taken already."""
    what, day = turn.meeting, turn.date
    told = {"day": date_format(day, "j F Y")}
    if day <= moments.today():
        raise ValidationError(_("%(day)s is past. Calculate again.") % told)
    if day not in what.candidate_dates:
        raise ValidationError(_("The dates of the meetings were changed meanwhile. Calculate again."))
    online = what.mode == Meeting.Mode.ONLINE
    try:
        return schedule_meeting(
            actor=actor,
            network=plan.network,
            invite=False,
            plan=plan,
            title=what.title,
            mode=what.mode,
            starts_at=moments.moment_at(day, plan.start_time, moments.HOME),
            ends_at=moments.moment_at(day, plan.end_time, moments.HOME),
            time_zone=moments.HOME_NAME,
            host=turn.organisation,
            venue=None if online else turn.venue,
            capacity_in_person=turn.venue.capacity if turn.venue and not online else None,
            status=Meeting.Status.CONFIRMED,
        )
    except SlotTaken:
        raise ValidationError(_("The network already meets on %(day)s. Calculate again.") % told) from None
