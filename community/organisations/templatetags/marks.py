"""Islands, network marks and avatars. The shape and hue belong to the organisation and never change."""

import math
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from community.addresses import address
from community.organisations import islands

register = template.Library()
NEUTRAL_HUE = 205


def _hue(value) -> int:
    return value if value in islands.HUES.values() else NEUTRAL_HUE


def _drawing(kind: str, slug: str) -> str:
    """The address of a drawing; the mark of Vonder stands in for a word that has none."""
    return address("organisations:mark", kind, slug, otherwise=address("organisations:mark", kind, "vonder"))


@lru_cache(maxsize=4096)
def _use(kind: str, slug: str, classes: str) -> str:
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#m"/></svg>',
        classes,
        _drawing(kind, slug),
    )


@register.simple_tag
def island(slug: str, hue: int, size: int = 28) -> str:
    """The island of an organisation; write its name beside it."""
    return _use("island", slug, f"island hue-{_hue(hue)} size-{size}")


@register.simple_tag
def network_mark(network, size: int = 28) -> str:
    """Three islets with two bridges."""
    return _use("network", network.slug, f"island hue-{_hue(network.hue)} size-{size}")


@register.simple_tag
def avatar(user, size: int = 40, named: bool = False) -> str:
    """Initials on the land of the person's island, or the photo cut by the same shape."""
    if user is None:
        return format_html(
            '<span class="avatar island hue-{} size-{}" aria-hidden="true"><b>·</b></span>', NEUTRAL_HUE, size
        )
    photo = user.handle if user.photo else ""
    return _avatar(user.mark, _hue(user.hue), user.initials, photo, size, user.name if named else "")


@lru_cache(maxsize=4096)
def _avatar(mark: str, hue: int, initials: str, photo: str, size: int, name: str) -> str:
    label = format_html('role="img" aria-label="{}"', name) if name else mark_safe('aria-hidden="true"')
    if source := photo and address("members:photo", photo, otherwise=""):
        inner = format_html(
            '<img src="{}" alt="" width="{}" height="{}" loading="lazy">',
            source,
            size,
            size,
        )
    else:
        inner = format_html(
            '<svg><use href="{}#m"/></svg><b>{}</b>',
            _drawing("island", mark),
            initials,
        )
    return format_html('<span class="avatar island hue-{} size-{}" {}>{}</span>', hue, size, label, inner)


@register.simple_tag
def bridge_of_days(from_slug: str, from_hue: int, to_slug: str, to_hue: int, days: int) -> str:
    """The next meeting as a bridge: one plank for each day to go, at most 31 drawn."""
    start, end = (
        islands.island_paths(from_slug, 100, 80),
        islands.island_paths(to_slug, 170, 140, islands.ring_scales(4)),
    )
    bridge = islands.bridge(96, 205, 262, 138, 46, 70, planks=max(1, min(days, 31)), width=18, bend=9)
    return format_html(
        '<svg viewBox="0 0 420 300" aria-hidden="true">'
        '<g class="ripple"><path d="M40 60h32M88 60h14M44 120h20M270 262h24M320 40h30"/></g>{}'
        '<g class="island hue-{}" transform="translate(40 160)">{}</g>'
        '<g class="island hue-{}" transform="translate(225 40)">{}</g></svg>',
        mark_safe(bridge) if days > 0 else "",  # noqa: S308  (numbers only)
        _hue(from_hue),
        _layers(start),
        _hue(to_hue),
        _layers(end),
    )


@register.simple_tag
def own_shore(slug: str, hue: int) -> str:
    """The island of the reader's own organisation, which receives the others."""
    return format_html(
        '<svg viewBox="0 0 420 300" aria-hidden="true">'
        '<g class="ripple"><path d="M40 60h32M88 60h14M44 120h20M270 262h24M320 40h30M36 220h26"/></g>'
        '<g class="island hue-{}" transform="translate(120 50)">{}</g></svg>',
        _hue(hue),
        _layers(islands.island_paths(slug, 210, 175, islands.ring_scales(4))),
    )


@register.simple_tag
def big_island(slug: str, hue: int, rings: int = 4) -> str:
    """The island of a host, large, on the water."""
    paths = islands.island_paths(slug, 320, 260, islands.ring_scales(rings))
    return format_html(
        '<svg class="banner__island" viewBox="0 0 320 300" aria-hidden="true"><g class="island hue-{}">{}</g></svg>',
        _hue(hue),
        _layers(paths),
    )


#: Where the stops of a tour stand on the island, in degrees: spread so that neighbours in the list are apart.
_STOPS = (200, 340, 65, 130, 270, 15, 235, 95, 305, 165, 40, 250)


@register.simple_tag
def island_with_stops(slug: str, hue: int, count: int) -> str:
    """The island of a host with the numbers of what you will see there."""
    parts = []
    for number, degrees in enumerate(_STOPS[: min(count, len(_STOPS))], start=1):
        angle, far = math.radians(degrees), 68 if number % 2 else 84
        x, y = round(150 + far * math.cos(angle)), round(140 + far * 0.85 * math.sin(angle))
        parts.append(
            format_html(
                '<circle class="knob" cx="{}" cy="{}" r="17"/>'
                '<text class="stop-number" x="{}" y="{}" text-anchor="middle">{}</text>',
                x,
                y,
                x,
                y + 6,
                number,
            )
        )
    return format_html(
        '<svg class="see__map" viewBox="0 0 300 280" aria-hidden="true">'
        '<g class="island hue-{}" transform="translate(14 14)">{}</g>{}</svg>',
        _hue(hue),
        _layers(islands.island_paths(slug, 262, 244, islands.ring_scales(5))),
        mark_safe("".join(parts)),  # noqa: S308  (numbers only)
    )


def _layers(paths: dict[str, str]) -> str:
    return format_html(
        '<path class="island__shore" d="{}"/>'
        '<path class="island__land" d="{}"/><path class="island__contours" d="{}"/>',
        paths["shore"],
        paths["land"],
        paths["rings"],
    )


@register.simple_tag
def archipelago(organisations, named: bool = False) -> str:
    """The organisations of a network as islands round a small sea, joined by bridges of five planks."""
    organisations = list(organisations)[:12]
    count, parts, places = len(organisations), [], []
    for i, _organisation in enumerate(organisations):
        angle = 2 * math.pi * i / max(count, 1) - math.pi / 2
        places.append((200 + 140 * math.cos(angle), 120 + 84 * math.sin(angle)))
    for i in range(count if count > 2 else count - 1):
        a, b = places[i], places[(i + 1) % count]
        parts.append(islands.bridge(*a, *b, 26, 26, planks=5, width=9, bend=5))
    for organisation, (x, y) in zip(organisations, places, strict=True):
        paths = islands.island_paths(organisation.slug, 56, 46)
        parts.append(
            format_html(
                '<g class="island hue-{}" transform="translate({} {})">{}</g>',
                _hue(organisation.hue),
                round(x - 28, 1),
                round(y - 28, 1),
                _layers(paths),
            )
        )
        if named:
            words = '<text class="island__name" x="{}" y="{}" text-anchor="middle">{}</text>'
            parts.append(
                format_html(
                    words, round(x, 1), round(y - 36 if y < 150 else y + 44, 1), organisation.short_name
                )
            )
    return format_html(
        '<svg class="network__archipelago" viewBox="0 -10 400 262" aria-hidden="true">{}</svg>',
        mark_safe("".join(parts)),  # noqa: S308  (built from numbers and escaped parts)
    )


@register.simple_tag
def island_on_map(slug: str, hue: int) -> str:
    """A small island around the middle of where it is drawn."""
    return format_html(
        '<g class="island hue-{}"><svg x="-22" y="-22" width="44" height="44"><use href="{}#m"/></svg></g>',
        _hue(hue),
        _drawing("island", slug),
    )
