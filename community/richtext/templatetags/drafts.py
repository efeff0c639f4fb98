"""`{% draft "topic" topic.pk form %}` inside a form: what is typed there is kept until it is taken or thrown away."""

from django import template
from django.urls import reverse

from .. import drafts
from ..places import FIELD

register = template.Library()


@register.filter
def kept_words(posted) -> bool:
    """Whether what was posted came from a form whose words are kept when it is not taken."""
    return FIELD in posted


@register.inclusion_tag("richtext/_draft.html", takes_context=True)
def draft(context, kind: str, number, form=None, at: str = "", only: str = "", to: str = "") -> dict:
    """The hidden place of a form, and a line about its draft when there is one.

    A Django `form` is filled with the draft, so the tag stands before its fields. `at` is the id to come back to.
    A form that is not sent to its own page says where `to`, by the name of an address with this number in it.
    With `only="here"` the browser keeps what is typed, and the server only what was sent and not taken.
    """
    request = context["request"]
    if not request.user.is_authenticated:
        return {}
    action = reverse(to, args=[number]) if to else request.path
    return drafts.standing(request, f"{kind}.{number}", form, action, at, only)
