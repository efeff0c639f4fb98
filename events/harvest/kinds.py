"""What can reach somebody whose words are asked for."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.kinds import Kind

KINDS = [
    Kind(
        "events/harvest",
        gettext_lazy("May your words be used in an article?"),
        "leaf",
        lambda name, data: _("May your words stand in the article “%(title)s”?") % data,
        gettext_lazy("Say yes or no"),
    ),
]
