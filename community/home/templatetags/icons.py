"""Icons from the sprite."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, small: bool = False) -> str:
    """An icon from the sprite; words stand beside it, or the control has a label."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#ic-{}"/></svg>',
        " icon--small" if small else "",
        static("icons.svg"),
        name,
    )
