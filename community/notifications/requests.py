"""What mails about a request to join say: why somebody asks, and what they find when they are let in."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from community.networks.models import JoinRequest

from .kinds import Letter
from .models import Notification


def _request(notification: Notification) -> JoinRequest | None:
    found = JoinRequest.objects.select_related("network", "user")
    return found.filter(pk=notification.data.get("request")).first()


def about_who_asks(notification: Notification) -> Callable | None:
    """Where they work, and what they would like to learn."""
    request = _request(notification)
    if request is None:
        return lambda person: Letter()
    words = [request.user.works_at, f"“{request.motivation}”"]
    return lambda person: Letter(shown={"excerpt": "\n\n".join(filter(None, words))})


def why_not(notification: Notification) -> Callable | None:
    """The sentence of who declined."""
    request = _request(notification)
    return lambda person: Letter(shown={"excerpt": request.reply if request else ""})


def welcome(notification: Notification) -> Callable | None:
    """What the network is for, and where its agreements and its people are."""
    request = _request(notification)
    if request is None:
        return lambda person: Letter()
    purpose = request.network.purpose

    def letter(person) -> Letter:
        found = _("Under Agreements you read how we work together, under Members who else is there.")
        return Letter(shown={"excerpt": f"{purpose}\n\n{found}"})

    return letter
