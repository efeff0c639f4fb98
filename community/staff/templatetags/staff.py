"""The pages of staff, as tabs."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

TABS = {
    "home": _("Overview"),
    "networks": _("Networks"),
    "organisations": _("Organisations"),
    "people": _("People"),
    "invitations": _("Invitations"),
    "mail": _("Mail"),
    "tasks": _("Jobs"),
    "log": _("Journal"),
}


@register.simple_tag
def staff_tabs() -> list[tuple]:
    """The name, the address and the words of each page."""
    return [(name, reverse(f"staff:{name}"), words) for name, words in TABS.items()]
