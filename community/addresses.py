"""Addresses of things: as links on our pages, and as others reach them from outside."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse


def address(name: str, *arguments, otherwise: str = "/") -> str:
    """Where something stands, or `otherwise` when a stored word does not fit in an address.

    A page shows many things; one row that is wrong may cost its own link, never the page.
    """
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return otherwise


def absolute(path: str) -> str:
    """The whole address of a page of ours, for mails and calendars."""
    return f"{settings.SITE_URL}{path}"
