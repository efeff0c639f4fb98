"""What can reach somebody after a meeting."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.kinds import Group, Kind

from ..meetings.models import Meeting
from ..meetings.telling import letters_about
from .queries import notes_asked_of, pulses_asked_of


def _how_long(meeting: Meeting) -> list[dict]:
    said = _("One minute: three questions and one open. Nobody sees who answered what.")
    return [{"title": "", "facts": [(_("How long"), said)]}]


GROUP = Group.AROUND
KINDS = [
    Kind(
        "events/pulse",
        gettext_lazy("How was the meeting?"),
        "lamp",
        lambda name, data: _("How was it? %(title)s, one minute") % data,
        gettext_lazy("Look back"),
        letters=letters_about(more=_how_long),
        asked_at=pulses_asked_of,
    ),
    Kind(
        "events/inspiration",
        gettext_lazy("Your note of six weeks ago comes back"),
        "lamp",
        lambda name, data: _("What you took home from “%(title)s”: what came of it?") % data,
        gettext_lazy("Look back"),
        asked_at=notes_asked_of,
    ),
    Kind(
        "events/thanks",
        gettext_lazy("Somebody thanks you for hosting"),
        "thanks",
        lambda name, data: _("%(name)s thanks you for %(title)s") % (data | {"name": name}),
        gettext_lazy("Read it"),
    ),
]
