"""Addresses that a template makes."""

from urllib.parse import quote

from django import template
from django.urls import reverse

from community.addresses import address
from community.richtext.places import page_of

register = template.Library()


register.simple_tag(address)  # {% address 'networks:members' slug %}: as `url`, but it never raises


@register.simple_tag(takes_context=True)
def sign_in_url(context, anchor: str = "") -> str:
    """Where to sign in, to come back to this page as it is: with its query, and at `anchor`."""
    page = page_of(context["request"]) + (f"#{anchor}" if anchor else "")
    return f"{reverse('account_login')}?next={quote(page)}"
