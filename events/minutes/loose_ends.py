from django.urls import reverse
from django.utils.translation import ngettext

from community.networks.closing.ends import LooseEnd, register
from community.networks.models import Network

from .models import ActionPoint


def open_actions(network: Network) -> list[LooseEnd]:
    """What was agreed and is not done."""
    number = ActionPoint.objects.pending().filter(network=network).count()
    words = ngettext("%(n)d action is not done", "%(n)d actions are not done", number) % {"n": number}
    return [LooseEnd(words, number, reverse("events:network", args=[network.slug]))]


register(open_actions)
