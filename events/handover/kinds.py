"""What can reach somebody when another host is looked for."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.models import User
from community.notifications.kinds import Group, Kind, Letter
from community.notifications.models import Notification

from ..meetings.kinds import with_day
from ..meetings.models import Meeting
from ..meetings.telling import LETTER, letters_about
from .links import request_link
from .models import HostRequest
from .queries import asked_at, facts_for


def asked(notification: Notification) -> Callable[[User], Letter] | None:
    """Yes and no as links, and by when; None when it was taken back."""
    found = HostRequest.objects.select_related("host", "before").filter(pk=notification.data["request"])
    request = found.first()
    if request is None or not request.is_waiting:
        return None
    meeting = Meeting.objects.with_place().get(pk=request.meeting_id)

    def letter(person: User) -> Letter:
        told = facts_for(request, meeting, person.zone)
        url = request_link(request, person)
        answers = [
            (_("Yes, you are welcome"), f"{url}?agrees=yes"),
            (_("We cannot host then"), f"{url}?agrees=no"),
        ]
        shown = {"heading": "", "parts": [{"title": meeting.title, "facts": told}], "answers": answers}
        return Letter(shown=shown, template=LETTER)

    return letter


def _answered(name: str, data: dict) -> str:
    said = {
        "yes": _("%(host)s receives us on %(day)s: %(title)s"),
        "no": _("%(host)s cannot receive us on %(day)s: %(title)s"),
        "silent": _("%(host)s did not answer whether it receives us on %(day)s: %(title)s"),
    }[data["outcome"]] % with_day(data, "day")
    return f"{said}. “{data['reason']}”" if data.get("reason") else said


GROUP = Group.HOSTING
KINDS = [
    Kind(
        "events/host_asked",
        gettext_lazy("Your organisation is asked to receive a meeting"),
        "home",
        lambda name, data: _("Can you receive us on %(day)s? %(title)s") % with_day(data, "day"),
        gettext_lazy("Say yes or no"),
        letters=asked,
        asked_at=asked_at,
    ),
    Kind(
        "events/host_sought",
        gettext_lazy("Another host is looked for in your place"),
        "home",
        lambda name, data: (
            _("We ask %(host)s to receive us on %(day)s. You need not do anything.") % with_day(data, "day")
        ),
        gettext_lazy("See the meeting"),
        letters=letters_about(),
    ),
    Kind(
        "events/host_answered",
        gettext_lazy("An organisation says whether it receives a meeting"),
        "home",
        _answered,
        gettext_lazy("See the meeting"),
        letters=letters_about(),
    ),
    Kind(
        "events/host_unasked",
        gettext_lazy("You need not receive a meeting after all"),
        "x",
        lambda name, data: (
            _("You need not receive us on %(day)s after all: %(title)s") % with_day(data, "day")
        ),
        gettext_lazy("See the meeting"),
        letters=letters_about(),
    ),
]
