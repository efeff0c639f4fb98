"""What can reach somebody about where people work."""

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.models import User
from community.organisations.working.queries import claims_for

from ..kinds import Kind, Letter, bare
from ..models import Notification


def _asked_at(person: User) -> Iterable[str]:
    """Where somebody can still confirm that others work there."""
    return [f"{reverse('organisations:claims')}#claim-{claim.pk}" for claim in claims_for(person)]


def _words(notification: Notification) -> Callable:
    """What who said no wrote."""
    return lambda person: Letter(shown={"excerpt": notification.data.get("words", "")})


def _answered(name: str, data: dict) -> str:
    if data.get("confirmed"):
        return _("%(name)s confirmed that you work at %(organisation)s") % {"name": name, **data}
    return _("%(name)s does not know you at %(organisation)s") % {"name": name, **data}


def _leaving(name: str, data: dict) -> str:
    """With the last day as people say it."""
    day = date_format(date.fromisoformat(data["day"]), "j F Y")
    words = {"person": data["person"], "organisation": data["organisation"], "day": day}
    return _("%(person)s works at %(organisation)s until %(day)s") % words


KINDS = (
    Kind(
        "organisations/claimed",
        gettext_lazy("Somebody says that they work where you know people"),
        "home",
        lambda name, data: (
            _("%(name)s says to work at %(organisation)s. Is that so?") % {"name": name, **data}
        ),
        gettext_lazy("Look"),
        letters=bare,
        asked_at=_asked_at,
    ),
    Kind(
        "organisations/answered",
        gettext_lazy("Where you work was confirmed or not"),
        "home",
        _answered,
        gettext_lazy("See where you work"),
        letters=_words,
    ),
    Kind(
        "organisations/leaving",
        gettext_lazy("Somebody changes their work"),
        "home",
        _leaving,
        gettext_lazy("See the organisation"),
        letters=bare,
    ),
    Kind(
        "organisations/left",
        gettext_lazy("Somebody has changed their work"),
        "home",
        lambda name, data: _("%(person)s no longer works at %(organisation)s") % data,
        gettext_lazy("See the organisation"),
        letters=bare,
    ),
)
