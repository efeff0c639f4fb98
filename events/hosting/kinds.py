"""What can reach somebody who hosts."""

from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members import clocks
from community.notifications.kinds import Group, Kind

from ..meetings.kinds import with_day
from ..meetings.models import Meeting
from ..meetings.telling import letters_about
from .queries import checklist


def to_prepare(meeting: Meeting) -> list[dict]:
    """The checklist as a part of a letter: each thing with the day before which it is done."""
    facts = [(_before(row), str(row["task"].words)) for row in checklist(meeting) if not row["done"]]
    return [{"title": _("What you prepare"), "facts": facts}] if facts else []


def _before(row: dict) -> str:
    if row["late"]:
        return _("As soon as you can")
    return _("Before %(day)s") % {"day": clocks.full_day(row["due"])}


def _proposed(name: str, data: dict) -> str:
    words = with_day(data, "day", "other") | {
        "name": name,
        "time": clocks.clock(time.fromisoformat(data["time"])),
    }
    return _("%(name)s proposes another time for %(title)s on %(day)s: %(other)s, %(time)s") % words


GROUP = Group.HOSTING
KINDS = [
    Kind(
        "events/countered",
        gettext_lazy("Somebody proposes another time from their calendar"),
        "clock",
        _proposed,
        gettext_lazy("See the meeting"),
    ),
    Kind(
        "events/receives",
        gettext_lazy("Your organisation receives a meeting"),
        "home",
        lambda name, data: _("You receive us on %(day)s: %(title)s") % with_day(data, "day"),
        gettext_lazy("See the meeting"),
        letters=letters_about(method="REQUEST", asks=True, more=to_prepare),
    ),
]
