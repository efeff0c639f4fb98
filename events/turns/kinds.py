"""What can reach somebody about exchanges of turns."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.models import User
from community.notifications.kinds import Group, Kind

from ..meetings.kinds import with_day
from ..meetings.models import Meeting
from ..meetings.standing import PLANNERS, SPEAKERS, own_parts
from .models import SwapRequest


def swaps_asked_of(person: User) -> list[str]:
    """Where this person answers for their organisation, or for any of a network they facilitate."""
    own = Q(organisation=OuterRef("second_host")) & Q(role__in=SPEAKERS)
    return _waiting(SwapRequest.Status.ASKED, person, own | Q(role__in=PLANNERS))


def swaps_to_decide(person: User) -> list[str]:
    """Where this person decides about an exchange at short notice."""
    return _waiting(SwapRequest.Status.AGREED, person, Q(role__in=PLANNERS))


def _waiting(status: str, person: User, part: Q) -> list[str]:
    parts = own_parts(person).filter(part, network=OuterRef("network"))
    to_come = Meeting.objects.upcoming().order_by().filter(starts_at__gt=timezone.now())
    asked = SwapRequest.objects.filter(Exists(parts), status=status, first__in=to_come, second__in=to_come)
    return [swap.first.get_absolute_url() for swap in asked.select_related("first")]


GROUP = Group.HOSTING
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
        asked_at=swaps_asked_of,
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
        asked_at=swaps_to_decide,
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
