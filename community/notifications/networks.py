"""What mails about a network say besides the sentence."""

from collections.abc import Callable

from community.networks.models import NetworkChange

from .kinds import Letter
from .models import Notification


def last_word(notification: Notification) -> Callable | None:
    """What the facilitator wrote to everyone when the network was closed."""
    found = NetworkChange.objects.filter(
        network=notification.data.get("number"), field="closed", now="closed"
    )
    word = found.values_list("reason", flat=True).first() or ""
    return lambda person: Letter(shown={"excerpt": word})
