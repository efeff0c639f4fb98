"""A section that an idea registered, where the page wants it."""

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def section(context: Context, name: str) -> str:
    """Nothing when the section has nothing to show. Its template reads what it shows from `section`.

    The line that ends its file is left out: it would be a space before the next word.
    """
    shown = context["sections"].get(name)
    if shown is None or context.template is None:
        return ""
    found = context.template.engine.get_template(shown.template)
    with context.push(section=shown.section):
        return mark_safe(found.render(context).strip())  # noqa: S308  (rendered by a template of ours)


@register.simple_tag(takes_context=True)
def part(context: Context, name: str, kinds: str = "") -> str:
    """A section that an answer on the page draws anew; for who is signed in, with `kinds`, what others do as well."""
    inside = section(context, name)
    meeting, signed_in = context["meeting"], context["request"].user.is_authenticated
    if not (kinds and signed_in):
        return format_html('<div id="part-{}" class="part-of-page">{}</div>', name, inside)
    return format_html(
        '<live-refresh id="part-{}" class="part-of-page" name="meeting.{}" data-kinds="{}" data-url="?show={}">'
        "{}</live-refresh>",
        name,
        meeting.pk,
        kinds,
        name,
        inside,
    )
