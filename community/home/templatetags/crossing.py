"""The drawing beside the welcome: one's own island, a plank for each question, and the network."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from community.organisations.islands import HUES, bridge, island_paths

register = template.Library()
#: Of a drawing on a phone, and of one beside the question: where one's own island stands (x, y, size), where those of
#: the network do, the ends of the bridge and how long its planks are.
PHONE = {
    "box": "0 0 390 152",
    "own": (20, 48, 104),
    "others": ((226, 14, 78), (306, 2, 54), (318, 66, 58), (262, 92, 46)),
    "ends": (114, 90, 233, 60),
    "plank": 26,
    "ripples": "M18 66h34M58 66h8M330 132h40M200 22h26M120 138h22",
}
BESIDE = {
    "box": "0 0 480 620",
    "own": (24, 330, 208),
    "others": ((248, 124, 148), (386, 92, 96), (374, 214, 100), (196, 76, 86)),
    "ends": (184, 368, 288, 242),
    "plank": 34,
    "ripples": "M40 150h50M106 150h12M340 470h44M360 420h50M60 560h36M250 520h40",
}
NEUTRAL = 205


@register.simple_tag
def crossing(own, others, done: int, count: int) -> str:
    """`own` and `others` have an island (`mark` or `slug`) and a hue; `done` of `count` planks are laid."""
    others = list(others)
    return format_html(
        '<svg class="crossing crossing--phone" {}</svg><svg class="crossing crossing--beside" {}</svg>',
        _drawn(PHONE, own, others, done, count),
        _drawn(BESIDE, own, others, done, count),
    )


def _drawn(place: dict, own, others: list, done: int, count: int) -> SafeString:
    parts = [_bridge(place, done, count), _island(own, *place["own"])]
    parts += [_island(one, *where) for one, where in zip(others, place["others"], strict=False)]
    return format_html(
        'viewBox="{}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
        '<g class="ripple"><path d="{}"/></g>{}',
        place["box"],
        place["ripples"],
        mark_safe("".join(parts)),  # noqa: S308  (numbers and escaped parts)
    )


def _bridge(place: dict, done: int, count: int) -> str:
    x1, y1, x2, y2 = place["ends"]
    x, y = x1 + (x2 - x1) * done / count, y1 + (y2 - y1) * done / count
    laid = bridge(x1, y1, x, y, planks=done, width=place["plank"]) if done else ""
    open_ones = count - done
    ghosts = (
        bridge(x, y, x2, y2, planks=open_ones, width=place["plank"], css="planks--open") if open_ones else ""
    )
    return laid + ghosts


def _island(thing, x: int, y: int, size: int) -> SafeString:
    paths = island_paths(getattr(thing, "mark", None) or thing.slug, size, size * 0.84)
    return format_html(
        '<g class="island hue-{}" transform="translate({} {})"><path class="island__shore" d="{}"/>'
        '<path class="island__land" d="{}"/><path class="island__contours" d="{}"/></g>',
        thing.hue if thing.hue in HUES.values() else NEUTRAL,
        x,
        y,
        paths["shore"],
        paths["land"],
        paths["rings"],
    )
