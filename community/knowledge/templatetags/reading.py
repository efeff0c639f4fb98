from django import template
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from community.knowledge.models import anchor_of, linked_citations

register = template.Library()
register.filter("anchor", anchor_of)


@register.filter
def with_citations(rich_text) -> str:
    """Rich text from the editors, with [3] as a link to source 3. Editors are trusted, as in Wagtail itself."""
    return mark_safe(linked_citations(expand_db_html(rich_text.source)))  # noqa: S308
