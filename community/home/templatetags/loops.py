"""Things that a template goes through one by one."""

from django import template

register = template.Library()


@register.filter
def planks(count: int):
    """As many things to draw as there are, at most 60."""
    return range(min(int(count), 60))


@register.filter
def parts(text: str, separator: str = ":") -> list[str]:
    return text.split(separator)
