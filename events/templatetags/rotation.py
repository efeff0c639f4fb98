"""The ring of hosts, drawn on the server."""

import math

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from community.organisations import islands
from events.turns.ledger import signed, words

register = template.Library()
CENTRE, RADIUS, SIZE = (320, 243), 136, 64


@register.simple_tag
def ring(turns, members) -> str:
    """Hosts clockwise from the top in the order of their turns; who hosts next cycle follows, paler."""
    turns = list(turns)
    hosting = {turn.organisation.pk for turn in turns}
    stations = [(turn.organisation, turn.number, turn.date) for turn in turns]
    stations += [(o, None, None) for o in members if o.pk not in hosting]
    count = max(1, len(stations))
    step = 360 / count
    parts = []
    gap = min(14, step / 4)
    for i in range(count if count > 1 else 0):
        start, end = -90 + i * step + gap, -90 + (i + 1) * step - gap
        inside = i + 1 < len(turns)
        parts.append(islands.arc(*CENTRE, RADIUS, start, end, 6, 15, "" if inside else "ghost"))
    return format_html("{}{}", mark_safe("".join(parts)), _stations(stations, step))  # noqa: S308


def _stations(stations, step) -> str:
    return format_html_join("", "{}", ((_station(i, s, step),) for i, s in enumerate(stations)))


def _station(index, station, step) -> str:
    organisation, number, day = station
    angle = math.radians(-90 + index * step)
    x, y = CENTRE[0] + RADIUS * math.cos(angle), CENTRE[1] + RADIUS * math.sin(angle)
    paths = islands.island_paths(organisation.slug, SIZE, SIZE * 0.8)
    label_x = CENTRE[0] + (RADIUS + 46) * math.cos(angle)
    label_y = CENTRE[1] + (RADIUS + 46) * math.sin(angle)
    anchor = "middle" if abs(math.cos(angle)) < 0.3 else "start" if math.cos(angle) > 0 else "end"
    shift = 0 if anchor != "middle" else -4 if math.sin(angle) < 0 else 8
    knob = ""
    if number:
        knob = format_html(
            '<circle class="knob" cx="{0}" cy="{1}" r="12"/><text class="stop-number" x="{0}" y="{2}" '
            'text-anchor="middle">{3}</text>',
            f"{x:.1f}",
            f"{y:.1f}",
            f"{y + 5:.1f}",
            number,
        )
    return format_html(
        '<g class="{}"><g class="island hue-{}" transform="translate({} {})"><path class="island__shore" d="{}"/>'
        '<path class="island__land" d="{}"/><path class="island__contours" d="{}"/></g>{}'
        '<text class="bold ring__name" x="{}" y="{}" text-anchor="{}">{}</text>'
        '<text class="ring__date" x="{}" y="{}" text-anchor="{}">{}</text></g>',
        "" if number else "later",
        organisation.hue,
        f"{x - SIZE / 2:.1f}",
        f"{y - SIZE / 2:.1f}",
        paths["shore"],
        paths["land"],
        paths["rings"],
        knob,
        f"{label_x:.1f}",
        f"{label_y + shift:.1f}",
        anchor,
        organisation.short_name,
        f"{label_x:.1f}",
        f"{label_y + shift + 19:.1f}",
        anchor,
        _short(day) if day else "",
    )


def _short(day) -> str:
    shown = date_format(day, "j M" if day.year == timezone.localdate().year else "j M Y")
    return shown.lower() if get_language() == "nl" else shown


register.filter(signed)
register.filter("as_turns", words)
