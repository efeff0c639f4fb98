"""A turn that is only proposed, in words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from community.organisations.models import Venue

from ..meetings.letters import when
from ..meetings.moments import HOME, HOME_NAME
from .models import RotationPlan


def turn_facts(plan: RotationPlan, day: date, venue: Venue | None, reader: ZoneInfo) -> list[tuple[str, str]]:
    """The same for a meeting that is only proposed."""
    start, end = (datetime.combine(day, clock, HOME) for clock in (plan.start_time, plan.end_time))
    found = [(_("When"), when(start, end, HOME_NAME, reader))]
    if venue:
        found.append((_("Where"), ", ".join(filter(None, [venue.name, venue.address, venue.municipality]))))
    return found
