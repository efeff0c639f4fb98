"""Icons, dates as people say them, and the moment as the reader's clock shows it."""

import json
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from community.addresses import address
from community.members import clocks
from community.richtext.places import page_of

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


@register.simple_tag
def editor_media(form) -> str:
    """The scripts and styles of a form with an editor. Ours comes first: it hears when the editor is ready."""
    ours = format_html('<script type="module" src="{}"></script>', static("js/composer.js"))
    return ours + _media_of(form.__class__) + _editor_words(get_language())


@lru_cache(maxsize=8)
def _editor_words(language: str) -> str:
    """What the editor's buttons and dialogs are called in a language, by the names it gives them."""
    words = {
        "style": _("Kind of paragraph"),
        "heading3": _("Heading"),
        "heading4": _("Small heading"),
        "paragraph": _("Plain text"),
        "bulletList": _("List"),
        "orderedList": _("Numbered list"),
        "orderedListProperties": _("Numbering"),
        "blockquote": _("Quotation"),
        "figure": _("Picture"),
        "bold": _("Bold"),
        "italic": _("Italic"),
        "strike": _("Struck through"),
        "code": _("Code"),
        "link": _("Link"),
        "unlink": _("Remove the link"),
        "history:undo": _("Undo"),
        "history:redo": _("Redo"),
        "Edit Link": _("Link"),
        "URL": _("Address"),
        "Title": _("Title"),
        "Edit Figure": _("Picture"),
        "Edit Image": _("Picture"),
        "Image URL": _("Address of the picture"),
        "Alternative Text": _("What is in the picture, for who cannot see it"),
        "Caption": _("Caption"),
        "Add caption": _("Add a caption"),
        "Remove caption": _("Remove the caption"),
        "List properties": _("Numbering"),
        "List type": _("Kind of numbers"),
        "Start at": _("Start at"),
        "Decimal numbers": _("1, 2, 3"),
        "Lowercase letters": _("a, b, c"),
        "Uppercase letters": _("A, B, C"),
        "Lowercase Roman numerals": _("i, ii, iii"),
        "Uppercase Roman numerals": _("I, II, III"),
        "Insert": _("Insert"),
        "Update": _("Save"),
        "Cancel": _("Cancel"),
    }
    return format_html('<meta name="editor-words" content="{}">', json.dumps(words))


@lru_cache(maxsize=32)
def _media_of(form_class) -> str:
    """Without the editor's import map: its names stand in the one of the page (`_import_map.html`)."""
    media = form_class().media
    return mark_safe("\n".join([*media.render_css(), *media.render_js()]))  # noqa: S308  (the editor's own tags)


@register.simple_tag(takes_context=True)
def sign_in_url(context, anchor: str = "") -> str:
    """Where to sign in, to come back to this page as it is: with its query, and at `anchor`."""
    page = page_of(context["request"]) + (f"#{anchor}" if anchor else "")
    return f"{reverse('account_login')}?next={quote(page)}"


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


register.simple_tag(
    address
)  # {% address 'networks:members' slug %}: as `url`, but it never takes the page down


register.filter("clock", clocks.clock)
register.filter("full_day", clocks.full_day)


@register.filter
def long_day(value) -> str:
    """donderdag 19 maart, with the year when it is another one."""
    if value is None:
        return ""
    day = value.date() if hasattr(value, "date") else value
    pattern = "l j F" if day.year == timezone.localdate().year else "l j F Y"
    return date_format(day, pattern)


@register.filter
def short_day(value) -> str:
    day = value.date() if hasattr(value, "date") else value
    return date_format(day, "D j M").lower() if get_language() == "nl" else date_format(day, "D j M")


@register.filter
def short_month(day) -> str:
    """mrt in Dutch, Mar in English."""
    shown = date_format(day, "M")
    return shown.lower() if get_language() == "nl" else shown


@register.filter
def in_days(days: int) -> str:
    """vandaag, morgen, over 9 dagen, 3 dagen geleden."""
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > 1:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


@register.filter
def when(moment) -> str:
    """How long ago, short: 14.05 today, yesterday, a weekday, else the date. In the reader's zone."""
    local = timezone.localtime(moment)
    days = (timezone.localdate() - local.date()).days
    if days == 0:
        return clocks.clock(local)
    if days == 1:
        return _("yesterday")
    if 1 < days < 7:
        return date_format(local, "l").lower() if get_language() == "nl" else date_format(local, "l")
    shown = date_format(local, "j M" if local.year == timezone.localdate().year else "j M Y")
    return shown.lower() if get_language() == "nl" else shown


@register.simple_tag
def moment(value, short: bool = False) -> str:
    """A `<time>` element; the exact moment is in its title."""
    local = timezone.localtime(value)
    exact = f"{long_day(local)}, {clocks.clock(local)}"
    words = when(value) if short else f"{date_format(local, 'j F')}, {clocks.clock(local)}"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', value.isoformat(timespec="seconds"), exact, words
    )


@register.filter
def greeting(user) -> str:
    hour = timezone.localtime().hour
    name = {"name": user.first_name}
    if hour < 12:
        return _("Good morning, %(name)s") % name
    if hour < 18:
        return _("Good afternoon, %(name)s") % name
    return _("Good evening, %(name)s") % name


@register.filter
def day_of(iso: str) -> date:
    return date.fromisoformat(iso)


@register.simple_tag
def times(meeting) -> str:
    """From – until on the wall clock of the meeting's place."""
    return clocks.hours(meeting.local_start, meeting.local_end)


@register.simple_tag(takes_context=True)
def own_time(context, meeting) -> str:
    """The reader's own time, when their clock differs from that of the meeting's place."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return clocks.theirs(meeting.local_start, meeting.local_end, user.zone)


@register.simple_tag
def zone_name(meeting) -> str:
    return clocks.place_time(meeting.time_zone)


@register.filter
def planks(count: int):
    """As many things to draw as there are, at most 60."""
    return range(min(int(count), 60))


@register.filter
def parts(text: str, separator: str = ":") -> list[str]:
    return text.split(separator)
