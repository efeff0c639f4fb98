"""The rail and the bar around a page, and where in them the reader is."""

from django import template
from django.urls import reverse

register = template.Library()


#: Which pages light up which link of the rail and the bar: (app, view) or (app, None) for every view of that app.
PLACES = {
    "rail": {
        ("home", "today"): "home:today",
        ("notifications", None): "notifications:notifications",
        ("events", "agenda"): "events:agenda",
        ("chat", None): "chat:rooms",
        ("forum", "forum"): "forum:forum",
        ("members", "directory"): "members:directory",
        ("networks", "networks"): "networks:networks",
    },
    "bar": {
        ("home", "today"): "home:today",
        ("networks", "networks"): "networks:networks",
        ("events", "agenda"): "events:agenda",
        ("chat", None): "chat:rooms",
        ("home", "more"): "home:more",
    },
}


@register.simple_tag(takes_context=True)
def frame_part(context, name: str) -> str:
    """The rail or the bar of the reader, where the link to this page says that they are here."""
    at, network = context["request"].resolver_match, context.get("network")
    app, view = (at.app_name, at.url_name) if at else ("", "")
    places = PLACES[name]
    current = [reverse(places[key]) for key in ((app, view), (app, None)) if key in places]
    if network and app != "chat":
        current.append(network.get_absolute_url() if name == "rail" else reverse("networks:networks"))
    return context["frame"].part(name, current)
