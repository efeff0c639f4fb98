from django.urls import reverse
from django.utils.translation import ngettext

from community.networks.closing.ends import LooseEnd, register
from community.networks.models import Network


def planned_meetings(network: Network) -> list[LooseEnd]:
    """Meetings that are still to come: they can be held first, or called off."""
    number = network.meetings.upcoming().count()
    words = ngettext("%(n)d meeting is still to come", "%(n)d meetings are still to come", number) % {
        "n": number
    }
    return [LooseEnd(words, number, reverse("events:network", args=[network.slug]))]


register(planned_meetings)
