"""What can reach somebody about certificates."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.kinds import Group, Kind

GROUP = Group.AROUND
KINDS = [
    Kind(
        "events/certificate",
        gettext_lazy("Your certificate is ready"),
        "ok",
        lambda name, data: _("Your certificate of %(network)s is ready") % data,
        gettext_lazy("See the certificate"),
    ),
]
