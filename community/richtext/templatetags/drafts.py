"""What is typed in a form is kept until it is taken or thrown away.

Every form with a field of more than a line has a place by itself: `community.home.renderers` puts it there. A form
that is sent elsewhere than to its own page, or that stands on a page more than once, says so:
`{% draft "topic" topic.pk form to="forum:reply" %}`.
"""

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from .. import drafts
from ..places import FIELD

register = template.Library()


@register.filter
def kept_words(posted) -> bool:
    """Whether what was posted came from a form whose words are kept when it is not taken."""
    return FIELD in posted


@register.simple_tag
def words_mark(form) -> SafeString:
    """The place of a form that is shown whole, before its first field."""
    drafts.begin(form)
    return drafts.mark(form)


@register.inclusion_tag("richtext/_draft.html", takes_context=True)
def draft(
    context, kind: str, number, form=None, at: str = "", quiet: bool = False, to: str = "", rows=None
) -> dict:
    """The hidden place of a form, and a line about its draft when there is one.

    A Django `form` is filled with the draft, so the tag stands before its fields. `at` is the id to come back to.
    A form that is not sent to its own page says where `to`, by the name of an address with this number in it.
    `rows` of other forms that are sent with it begin with the draft too. A `quiet` form says nothing about its
    draft, where there is no room for it.
    """
    request = context["request"]
    if not request.user.is_authenticated:
        return {}
    action = reverse(to, args=[number]) if to else request.path
    if form is not None:
        form.standing = {}  # it says here where it stands
    return drafts.standing(request, f"{kind}.{number}", form, action, at, quiet, getattr(rows, "forms", []))
