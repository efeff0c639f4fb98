"""Who hosts when, for a spreadsheet."""

from django.utils.translation import gettext as _

from ..meetings.models import Meeting
from ..meetings.tables import written
from .models import RotationPlan


def rotation(plan: RotationPlan) -> bytes:
    """Who hosts when, in the order of the dates."""
    planned = {f"m{row.position}": row for row in plan.planned.all()}
    organisations = plan.network.current_organisations.prefetch_related("venues")
    hosts = {str(organisation.pk): organisation for organisation in organisations}
    rows = []
    for turn in (plan.result or {}).get("assignments", []):
        host, what = hosts.get(turn["organisation"]), planned[turn["meeting"]]
        if host is None:
            continue
        venue = next((venue for venue in host.venues.all() if str(venue.pk) == turn["venue"]), None)
        place = "" if venue is None or what.mode == Meeting.Mode.ONLINE else venue.municipality
        rows.append([turn["date"], what.title, host.name, place, what.get_mode_display()])
    return written([_("Date"), _("Meeting"), _("Host"), _("Place"), _("How you meet")], rows)
