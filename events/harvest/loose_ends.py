from django.urls import reverse
from django.utils.translation import ngettext

from community.networks.closing.ends import LooseEnd, register
from community.networks.models import Network


def harvests_without_article(network: Network) -> list[LooseEnd]:
    """What was gathered and is no article yet."""
    number = network.harvests.filter(page=None).count()
    words = ngettext("%(n)d harvest is no article yet", "%(n)d harvests are no article yet", number) % {
        "n": number
    }
    return [LooseEnd(words, number, reverse("events:harvests", args=[network.slug]))]


register(harvests_without_article)
