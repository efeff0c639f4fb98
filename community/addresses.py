"""Addresses of things whose address is made from what is stored about them."""

from django.urls import NoReverseMatch, reverse


def address(name: str, *arguments, otherwise: str = "/") -> str:
    """Where something stands, or `otherwise` when a stored word does not fit in an address.

    A page shows many things; one row that is wrong may cost its own link, never the page.
    """
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return otherwise
