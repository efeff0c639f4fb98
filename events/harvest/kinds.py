"""What can reach somebody whose words are asked for."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.models import User
from community.notifications.kinds import Group, Kind

from ..meetings.standing import own_parts
from .models import Harvest


def asked_at(person: User) -> list[str]:
    """The addresses of the articles to come that wait for what this person says of their words."""
    waiting = Harvest.objects.filter(
        page=None,
        passages__contributor=person,
        passages__agrees=None,
        network__in=own_parts(person).values("network"),
    )
    return [harvest.get_absolute_url() for harvest in waiting.distinct()]


GROUP = Group.AROUND
KINDS = [
    Kind(
        "events/harvest",
        gettext_lazy("May your words be used in an article?"),
        "leaf",
        lambda name, data: _("May your words stand in the article “%(title)s”?") % data,
        gettext_lazy("Say yes or no"),
        asked_at=asked_at,
    ),
]
