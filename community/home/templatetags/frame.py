"""The rail and the bar around a page, and where in them the reader is."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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
        ("organisations", None): "organisations:directory",
        ("networks", "networks"): "networks:networks",
        ("staff", None): "staff:home",
    },
    "bar": {
        ("home", "today"): "home:today",
        ("networks", "networks"): "networks:networks",
        ("events", "agenda"): "events:agenda",
        ("chat", None): "chat:rooms",
        ("home", "more"): "home:more",
    },
}


#: What a page may stand under, the nearest first: its name in the page, and by what it is called.
PARENTS = {
    "room": "title", "topic": "heading", "meeting": "title", "plan": "name", "board": "name", "network": "name",
    "organisation": "name", "person": "name",
}  # fmt: skip
#: Where a page that stands under none of these leads back to, by its name or its room.
DOORS = {
    "home:answers": ("home:today", _("Today")),
    "home:network": ("networks:networks", _("Networks")),
    "members:edit": ("home:more", _("More")),
    "members:preferences": ("home:more", _("More")),
    "organisations:work": ("home:more", _("More")),
    "organisations:leave": ("organisations:work", _("Where I work")),
    "organisations:claims": ("home:more", _("More")),
    "search": ("home:today", _("Today")),
    "events": ("events:agenda", _("Meetings")),
    "forum": ("forum:forum", _("Forum")),
    "members": ("members:directory", _("People")),
    "organisations": ("organisations:directory", _("Organisations")),
    "networks": ("networks:networks", _("Networks")),
    "notifications": ("notifications:notifications", _("Notifications")),
    "staff": ("staff:home", _("Administration")),
}


@register.inclusion_tag("_way_back.html", takes_context=True)
def way_back(context) -> dict:
    """Where the bar on top of a small screen leads back to; from the five places of the bar below it is the brand."""
    path, at = context["request"].path, context["request"].resolver_match
    if at is None or path in [reverse(name) for name in PLACES["bar"].values()]:
        return {}
    for name, attribute in PARENTS.items():
        parent = context.get(name)
        words = getattr(parent, attribute, "")
        for url in _doors(context, name, parent) if words else ():
            if url != path:
                return {"url": url, "words": words}
    name, words = DOORS.get(at.view_name) or DOORS.get(at.app_name) or ("home:more", _("More"))
    if reverse(name) == path:
        name, words = "home:more", _("More")
    return {"url": reverse(name), "words": words}


def _doors(context, name: str, parent) -> list[str]:
    """Where a parent has its door. From what is of its meetings a network has one there, for who takes part.

    The bar over a conversation says whose it is, and leads to all of them.
    """
    if name == "room":
        return [reverse("chat:rooms")]
    found = [parent.get_absolute_url()] if hasattr(parent, "get_absolute_url") else []
    own = {entry.pk for entry in context["frame"].networks} if "frame" in context else ()
    if name == "network" and context["request"].resolver_match.app_name == "events" and parent.pk in own:
        found.insert(0, reverse("events:network", args=[parent.slug]))
    return found


@register.simple_tag(takes_context=True)
def frame_part(context, name: str) -> str:
    """The rail or the bar of the reader, where the link to this page says that they are here."""
    at, network = context["request"].resolver_match, context.get("network")
    app, view = (at.app_name, at.url_name) if at else ("", "")
    places = PLACES[name]
    current = [reverse(places[key]) for key in ((app, view), (app, None)) if key in places]
    if (concept := context.get("beginning")) and name == "rail":
        current.append(concept.get_absolute_url())
    if network and app != "chat":
        current.append(network.get_absolute_url() if name == "rail" else reverse("networks:networks"))
    return context["frame"].part(name, current)
