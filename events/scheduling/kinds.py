"""What can reach somebody when a meeting is planned, changed or called off."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.kinds import Group, Kind

from ..meetings.differences import sentence
from ..meetings.kinds import with_day
from ..meetings.queries import asked_at
from ..meetings.telling import have_entry, letters_about
from ..meetings.years import KIND, letters_of_year

GROUP = Group.MEETINGS
KINDS = [
    Kind(
        "events/invited",
        gettext_lazy("You are invited to a meeting"),
        "cal",
        lambda name, data: _("%(day)s: %(title)s. Are you coming?") % with_day(data, "day"),
        gettext_lazy("Say whether you come"),
        letters=letters_about(method="REQUEST", asks=True),
        asked_at=asked_at,
    ),
    Kind(
        KIND,
        gettext_lazy("You are invited to several meetings at once"),
        "cal",
        lambda name, data: (
            _("%(count)d meetings of %(network)s, %(first)s to %(last)s. When are you coming?")
            % with_day(data, "first", "last")
        ),
        gettext_lazy("See the meetings"),
        letters=letters_of_year,
    ),
    Kind(
        "events/changed",
        gettext_lazy("A meeting changed"),
        "cal",
        lambda name, data: sentence(data["title"], data["day"], data.get("changes", [])),
        gettext_lazy("See what changed"),
        letters=letters_about(method="REQUEST", asks=True),
    ),
    Kind(
        "events/cancelled",
        gettext_lazy("A meeting is cancelled"),
        "x",
        lambda name, data: _("Cancelled: %(title)s on %(day)s") % with_day(data, "day"),
        gettext_lazy("See the meeting"),
        letters=letters_about(method="CANCEL"),
        needed=have_entry,
    ),
    Kind(
        "events/reminder",
        gettext_lazy("A meeting waits for your answer"),
        "clock",
        lambda name, data: _("Are you coming on %(day)s? %(title)s") % with_day(data, "day"),
        gettext_lazy("Say whether you come"),
        letters=letters_about(asks=True),
        asked_at=asked_at,
    ),
]
