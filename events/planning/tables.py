"""Who hosts when, for a spreadsheet."""

from django.utils.translation import gettext as _

from community.tables import written

from ..meetings.models import Meeting
from .models import RotationPlan


def rotation(plan: RotationPlan) -> bytes:
    """Who hosts when, in the order of the dates."""
    turns = plan.turns.filter(organisation__in=plan.network.current_organisations)
    rows = []
    for turn in turns.select_related("meeting", "organisation", "venue"):
        what, venue = turn.meeting, turn.venue
        place = "" if venue is None or what.mode == Meeting.Mode.ONLINE else venue.municipality
        rows.append(
            [
                turn.date.isoformat(),
                what.title,
                turn.organisation.name if turn.organisation else "",
                place,
                what.get_mode_display(),
            ]
        )
    return written([_("Date"), _("Meeting"), _("Host"), _("Place"), _("How you meet")], rows)
