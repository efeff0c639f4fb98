"""What mails about a plan say: when an organisation could host, and a turn that is only proposed."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from community.addresses import absolute
from community.members import clocks
from community.members.models import User
from community.notifications.kinds import Letter
from community.notifications.models import Notification
from community.organisations.models import Venue

from ..meetings.letters import when
from ..meetings.moments import HOME, HOME_NAME
from ..meetings.telling import LETTER
from .links import signed_path
from .models import RotationPlan


def turn_facts(plan: RotationPlan, day: date, venue: Venue | None, reader: ZoneInfo) -> list[tuple[str, str]]:
    """The same for a meeting that is only proposed."""
    start, end = (datetime.combine(day, clock, HOME) for clock in (plan.start_time, plan.end_time))
    found = [(_("When"), when(start, end, HOME_NAME, reader))]
    if venue:
        found.append((_("Where"), ", ".join(filter(None, [venue.name, venue.address, venue.municipality]))))
    return found


def letters_of_availability(notification: Notification) -> Callable[[User], Letter] | None:
    """The dates that are asked about, and a link by which this person answers; None once the plan is published."""
    plan = RotationPlan.objects.select_related("network").filter(pk=notification.data.get("pk")).first()
    if plan is None or plan.is_published:
        return None
    days = sorted(plan.dates)

    def letter(person: User) -> Letter:
        facts = [
            (_("Answer before"), clocks.full_day(plan.answer_by)),
            (_("Time"), clocks.hours(plan.start_time, plan.end_time)),
            (_("Dates"), "; ".join(clocks.full_day(day) for day in days)),
        ]
        parts = [{"title": plan.network.name, "facts": facts}]
        return Letter(shown={"parts": parts}, template=LETTER, url=absolute(signed_path(plan, person)))

    return letter
