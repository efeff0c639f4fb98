"""Who hears that answers came in for a rotation, or that a proposal is ready."""

from datetime import datetime

from community.live.topics import Replay, Topic, opener
from community.members.models import Anyone

from .models import RotationPlan
from .rules import may_see_plan


@opener("plan")
def open_plan(user: Anyone, number: int) -> Topic | None:
    """For who may see the plan; a page that was away learns how the plan stands now."""
    plan = RotationPlan.objects.select_related("network").filter(pk=number).first()
    if plan is None or not may_see_plan(user, plan):
        return None

    def replay(version: int, since: datetime | None) -> Replay:
        now = RotationPlan.objects.get(pk=number)
        return Replay([{"kind": "state", "state": now.state}], until=now.version)

    return Topic(f"plan.{number}", replay)
