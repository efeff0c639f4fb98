"""What can reach somebody about a rotation."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.kinds import Group, Kind

from ..meetings.kinds import with_day
from .letters import letters_of_availability
from .queries import availability_asked_of, turns_asked_of

GROUP = Group.HOSTING
KINDS = [
    Kind(
        "events/availability",
        gettext_lazy("When can your organisation host?"),
        "home",
        lambda name, data: _("When can you host? %(plan)s, answer before %(by)s") % with_day(data, "by"),
        gettext_lazy("Fill in"),
        letters=letters_of_availability,
        asked_at=availability_asked_of,
    ),
    Kind(
        "events/turn",
        gettext_lazy("It is your turn to host"),
        "home",
        lambda name, data: (
            _("You would host on %(day)s: %(title)s. Is that all right? Say so until %(until)s.")
            % with_day({"until": data["day"], **data}, "day", "until")
        ),
        gettext_lazy("Say yes or no"),
        asked_at=turns_asked_of,
    ),
    Kind(
        "events/turns_late",
        gettext_lazy("Hosts did not answer for their turn"),
        "clock",
        lambda name, data: _("No answer about their turn yet: %(hosts)s") % data,
        gettext_lazy("See the proposal"),
    ),
    Kind(
        "events/turn_declined",
        gettext_lazy("A host cannot take its turn"),
        "x",
        lambda name, data: _("%(organisation)s cannot host on %(day)s") % with_day(data, "day"),
        gettext_lazy("See the proposal"),
    ),
]
