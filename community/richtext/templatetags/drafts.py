"""`{% draft "topic" topic.pk form %}` inside a form: what is typed there is kept until it is taken or thrown away."""

from django import template

from .. import drafts
from ..places import FIELD, Place, page_of, place_of

register = template.Library()


@register.filter
def kept_words(posted) -> bool:
    """Whether what was posted came from a form whose words are kept when it is not taken."""
    return FIELD in posted


@register.inclusion_tag("richtext/_draft.html", takes_context=True)
def draft(context, kind: str, number, form=None, at: str = "", only: str = "") -> dict:
    """The hidden place of a form, and a line about its draft when there is one.

    A Django `form` is filled with the draft, so the tag stands before its fields. `at` is the id to come back to.
    With `only="here"` the browser keeps what is typed, and the server only what was sent and not taken.
    """
    request = context["request"]
    if not request.user.is_authenticated:
        return {}
    page = page_of(request).partition("#")[0]
    place = Place(request.user.pk, f"{kind}.{number}", f"{page}#{at}" if at and page else page)
    sent = place_of(request)
    answered = sent is not None and sent.name == place.name  # this page answers it, and shows what was sent
    kept = None if answered else drafts.fill(form, request.user, place.name)
    return {"place": place, "draft": kept, "filled": form is not None, "only": only, "answered": answered}
