from community.networks.models import Network
from community.networks.rules import facilitates, takes_part

from .models import Attendance, Meeting, RotationPlan


def may_schedule_meeting(user, network: Network) -> bool:
    """Facilitators plan the meetings of a network that is still running."""
    return network.closed_at is None and facilitates(user, network)


def may_change_meeting(user, meeting: Meeting) -> bool:
    """Its facilitators, and for meetings without a network the platform's staff."""
    if meeting.network_id:
        return may_schedule_meeting(user, meeting.network)
    return user.is_authenticated and user.is_staff


def may_answer(user, meeting: Meeting) -> bool:
    """Who takes part, or for an open meeting anyone with an account; until it is over or cancelled."""
    if not user.is_authenticated or meeting.is_over or meeting.is_cancelled:
        return False
    if meeting.visibility == "network":
        return takes_part(user, meeting.network)
    return True


def may_see_join_link(user, meeting: Meeting) -> bool:
    """Only who registered and has a place; never an outsider, a feed or a public page."""
    if not user.is_authenticated or not meeting.join_url:
        return False
    if may_change_meeting(user, meeting):
        return True
    own = meeting.attendances.filter(user=user, waiting_since=None).exclude(answer=Attendance.Answer.NO)
    return own.exists()


def may_see_plan(user, plan: RotationPlan) -> bool:
    """Facilitators see every plan, the others once it is shared with the hosts or published."""
    if facilitates(user, plan.network):
        return True
    shown = (RotationPlan.Status.SHARED, RotationPlan.Status.PUBLISHED)
    return plan.status in shown and takes_part(user, plan.network)


def may_plan_rotation(user, plan: RotationPlan) -> bool:
    return may_schedule_meeting(user, plan.network)


def may_answer_availability(user, plan: RotationPlan, organisation) -> bool:
    """Who takes part for the organisation, or facilitates, until the plan is published."""
    if plan.status == RotationPlan.Status.PUBLISHED or not user.is_authenticated or not user.is_active:
        return False
    if not plan.network.memberships.current().filter(organisation=organisation).exists():
        return False
    part = plan.network.participants.active().filter(user=user).first()
    return part is not None and (part.role == "facilitator" or part.organisation_id == organisation.pk)


def may_answer_turn(user, plan: RotationPlan, organisation) -> bool:
    """Who takes part for the host says yes or no to its turn, as long as the proposal is shared; guests do not."""
    if plan.status != RotationPlan.Status.SHARED or not user.is_authenticated or not user.is_active:
        return False
    part = plan.network.participants.active().filter(user=user).first()
    return part is not None and part.organisation_id == organisation.pk and part.role != "guest"
