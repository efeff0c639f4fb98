"""Who sees and makes a plan, and who answers for an organisation."""

from community.members.models import Anyone
from community.networks.rights import Right
from community.networks.rules import has_right, takes_part
from community.organisations.models import Organisation

from ..meetings.rules import may_schedule_meeting
from ..meetings.standing import part_in
from .models import RotationPlan


def may_see_plan(user: Anyone, plan: RotationPlan) -> bool:
    """Facilitators see every plan, the others once it is shared with the hosts or published."""
    if has_right(user, plan.network, Right.PLAN):
        return True
    shown = (RotationPlan.Status.SHARED, RotationPlan.Status.PUBLISHED)
    return plan.status in shown and takes_part(user, plan.network)


def may_plan_rotation(user: Anyone, plan: RotationPlan) -> bool:
    """Facilitators of a network that is still running."""
    return may_schedule_meeting(user, plan.network)


def may_answer_availability(user: Anyone, plan: RotationPlan, organisation: Organisation) -> bool:
    """Who takes part for the organisation, or facilitates, until the plan is published."""
    if plan.is_published:
        return False
    if not plan.network.memberships.current().filter(organisation=organisation).exists():
        return False
    part = part_in(plan.network, user)
    return part is not None and (part.may(Right.PLAN) or part.organisation_id == organisation.pk)


def may_answer_turn(user: Anyone, plan: RotationPlan, organisation: Organisation) -> bool:
    """Who takes part for the host says yes or no to its turn, as long as the proposal is shared; guests do not."""
    if plan.status != RotationPlan.Status.SHARED:
        return False
    part = part_in(plan.network, user)
    return part is not None and part.organisation_id == organisation.pk and part.may(Right.SPEAK_FOR)
