"""The rotations of a network, on its page."""

from ..meetings.sections import NETWORK, Overview
from .models import RotationPlan
from .rules import may_see_plan


@NETWORK.register("plans", "events/planning/_links.html")
def plans(look: Overview) -> list[RotationPlan]:
    """Those that the reader may see; the section says so when there are none."""
    return [plan for plan in look.network.plans.all() if may_see_plan(look.user, plan)]
