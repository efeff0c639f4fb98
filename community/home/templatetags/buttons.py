"""How the buttons of the account pages look, which their library describes by tags."""

from django import template

register = template.Library()
NO = {"delete", "danger"}
PLAIN = {"secondary", "cancel", "link", "outline"}


def _named(tags: list[str] | None) -> set[str]:
    return set(tags or [])


@register.filter
def link_class(tags: list[str] | None) -> str:
    return "button button--no" if _named(tags) & NO else "button"


@register.filter
def button_class(tags: list[str] | None) -> str:
    """What takes something away looks so; of the others, what is not said to be secondary is the main one."""
    if _named(tags) & NO:
        return "button button--no"
    return "button" if _named(tags) & PLAIN else "button button--main"
