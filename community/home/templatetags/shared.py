"""What is told to who shares a page or searches for it."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def page_address(context) -> str:
    """The one address of this page, whatever else stands in the address bar; a further page of a list is its own."""
    request = context["request"]
    page = request.GET.get("page", "")
    query = f"?page={page}" if page.isdecimal() and len(page) < 6 and page != "1" else ""
    return request.build_absolute_uri(request.path) + query


@register.simple_tag(takes_context=True)
def whole(context, path: str) -> str:
    """An address of ours with its host, as other sites need it."""
    return context["request"].build_absolute_uri(path)
