"""What can reach somebody about exchanges of turns."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.kinds import Kind

from ..meetings.kinds import with_day

KINDS = [
    Kind(
        "events/swap_asked",
        gettext_lazy("A host asks to exchange turns"),
        "swap",
        lambda name, data: (
            _("%(organisation)s asks to exchange %(first)s for %(second)s")
            % with_day(data, "first", "second")
        ),
        gettext_lazy("Say yes or no"),
    ),
    Kind(
        "events/swap_accepted",
        gettext_lazy("A host agrees to exchange turns; the facilitator still decides"),
        "swap",
        lambda name, data: (
            _("The other host says yes: %(first)s for %(second)s. The facilitator still decides.")
            % with_day(data, "first", "second")
        ),
        gettext_lazy("See the meeting"),
    ),
    Kind(
        "events/swap_declined",
        gettext_lazy("An exchange of turns does not go on"),
        "x",
        lambda name, data: (
            _("The exchange of %(first)s for %(second)s does not go on") % with_day(data, "first", "second")
        ),
        gettext_lazy("See the meeting"),
    ),
    Kind(
        "events/swap_agreed",
        gettext_lazy("Two hosts want to exchange turns at short notice"),
        "swap",
        lambda name, data: (
            _("Both hosts want to exchange %(first)s for %(second)s. Is that all right?")
            % with_day(data, "first", "second")
        ),
        gettext_lazy("Decide"),
    ),
    Kind(
        "events/swapped",
        gettext_lazy("Two hosts exchanged turns"),
        "swap",
        lambda name, data: (
            _("The hosts of %(first)s and %(second)s exchanged turns") % with_day(data, "first", "second")
        ),
        gettext_lazy("See the meeting"),
        mail=False,  # everyone gets what changed about both meetings
    ),
]
