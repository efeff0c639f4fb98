"""What can reach somebody about their place at a meeting."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.kinds import Group, Kind

from ..meetings.kinds import with_day

GROUP = Group.MEETINGS
KINDS = [
    Kind(
        "events/promoted",
        gettext_lazy("A place came free for you"),
        "ok",
        lambda name, data: _("There is a place for you: %(title)s") % data,
        gettext_lazy("See the meeting"),
    ),
    Kind(
        "events/registered",
        gettext_lazy("Somebody registered you for a meeting"),
        "cal",
        lambda name, data: (
            _("%(name)s registered you: %(title)s on %(day)s") % (with_day(data, "day") | {"name": name})
        ),
        gettext_lazy("See your place"),
    ),
    Kind(
        "events/ride",
        gettext_lazy("Somebody rides along with you"),
        "car",
        lambda name, data: (
            (
                _("%(name)s rides along with you: %(title)s")
                if data["joins"]
                else _("%(name)s no longer rides along: %(title)s")
            )
            % (data | {"name": name})
        ),
        gettext_lazy("See who rides along"),
    ),
    Kind(
        "events/ride_again",
        gettext_lazy("Your ride also goes to the new place"),
        "car",
        lambda name, data: _("%(name)s also drives to the new place: %(title)s") % (data | {"name": name}),
        gettext_lazy("See who rides along"),
    ),
    Kind(
        "events/ride_gone",
        gettext_lazy("Your ride is cancelled"),
        "car",
        lambda name, data: _("%(name)s does not drive after all: %(title)s") % (data | {"name": name}),
        gettext_lazy("Find another ride"),
    ),
]
