"""What can reach somebody about actions and minutes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.kinds import Group, Kind, bare

from ..meetings.kinds import with_day

GROUP = Group.AROUND
KINDS = [
    Kind(
        "events/action",
        gettext_lazy("You take care of an action"),
        "check",
        lambda name, data: (
            _("You take care of: %(text)s, before %(by)s") % with_day(data, "by")
            if data["by"]
            else _("You take care of: %(text)s") % data
        ),
        gettext_lazy("See the action"),
    ),
    Kind(
        "events/action_late",
        gettext_lazy("An action is past its day"),
        "clock",
        lambda name, data: _("Not done before %(by)s: %(text)s") % with_day(data, "by"),
        gettext_lazy("Say how far it is"),
    ),
    Kind(
        "events/minutes",
        gettext_lazy("The minutes of a meeting are there"),
        "book",
        lambda name, data: _("The minutes are there: %(title)s") % data,
        gettext_lazy("Read the minutes"),
        letters=bare,
    ),
    Kind(
        "events/minutes_comment",
        gettext_lazy("Somebody remarks on your minutes"),
        "edit",
        lambda name, data: _("%(name)s remarks on your minutes: %(title)s") % (data | {"name": name}),
        gettext_lazy("Read the remark"),
    ),
]
