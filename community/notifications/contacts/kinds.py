"""What people hear about the contacts of organisations."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..kinds import Kind, bare


def _sentence(name: str, data: dict) -> str:
    if data["deputy"]:
        return (
            _("%(person)s is no longer the first contact of %(organisation)s. %(deputy)s acts for now.")
            % data
        )
    return _("%(person)s is no longer the first contact of %(organisation)s, and there is no deputy.") % data


KINDS = [
    Kind(
        "organisations/first_contact_gone",
        gettext_lazy("The first contact of an organisation left"),
        "users",
        _sentence,
        gettext_lazy("See who does what"),
        letters=bare,
    )
]
