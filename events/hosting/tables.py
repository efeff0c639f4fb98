"""Who comes and who was there, for a spreadsheet."""

from django.utils.translation import gettext as _

from community.tables import written

from ..meetings.models import Meeting


def attendance(meeting: Meeting) -> bytes:
    """Who said what and who was there. Not what people need, and no addresses."""
    said = {True: _("yes"), False: _("no"), None: ""}
    rows = [
        [
            place.person_name,
            place.user.works_at if place.user else place.organisation_name,
            _("on the waiting list") if place.waiting_since else place.get_answer_display(),
            said[place.attended],
        ]
        for place in meeting.attendances.select_related("user")
    ]
    return written([_("Name"), _("Organisation"), _("Answer"), _("Was there")], rows)
