"""Days and hours as people say them, on the reader's clock."""

from datetime import date

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from community.members import clocks

register = template.Library()


register.filter("clock", clocks.clock)


@register.filter
def long_day(value) -> str:
    """donderdag 19 maart, with the year when it is another one."""
    if value is None:
        return ""
    day = value.date() if hasattr(value, "date") else value
    pattern = "l j F" if day.year == timezone.localdate().year else "l j F Y"
    return date_format(day, pattern)


def _short(value, pattern: str, pattern_with_year: str) -> str:
    day = value.date() if hasattr(value, "date") else value
    shown = date_format(day, pattern if day.year == timezone.localdate().year else pattern_with_year)
    return shown.lower() if get_language() == "nl" else shown


@register.filter
def short_day(value) -> str:
    """do 19 mrt, with the year when it is another one."""
    return _short(value, "D j M", "D j M Y")


@register.filter
def short_month(value) -> str:
    """mrt in Dutch, Mar in English; with the year, as mrt 2027, when it is another one."""
    return _short(value, "M", "M Y")


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


def since(moment) -> str:
    """Since when something waits: a bare hour would read as the hour before which it is wanted."""
    shown = when(moment)
    if timezone.localtime(moment).date() == timezone.localdate():
        shown = _("today, %(hour)s") % {"hour": shown}
    return _("since %(moment)s") % {"moment": shown}


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
