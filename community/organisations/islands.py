"""Reference for the generated marks of Vonder: islands, network marks, bridges, the logo.

Pure functions, standard library only, same input gives the same SVG for ever.
Sizes are in viewBox units. Colours come from CSS (.isl, .planks in vonder.css).
"""

import hashlib
import math

Point = tuple[float, float]


def _num(value: float) -> str:
    """One decimal, no trailing zero, no leading zero: 12.0 -> 12, 0.5 -> .5"""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    if text.startswith("0."):
        text = text[1:]
    if text.startswith("-0."):
        text = "-" + text[2:]
    return "0" if text in ("", "-", "-0") else text


def closed_curve(points: list[Point]) -> str:
    """Closed Catmull-Rom spline through the points, written as cubic Béziers."""
    n = len(points)
    d = f"M{_num(points[0][0])} {_num(points[0][1])}"
    for i in range(n):
        p0, p1, p2, p3 = points[i - 1], points[i], points[(i + 1) % n], points[(i + 2) % n]
        c1 = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        c2 = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        d += "C" + " ".join(_num(v) for v in (*c1, *c2, *p2))
    return d + "Z"


def outline(slug: str, size: float = 48, fit: float = 38) -> tuple[list[Point], Point]:
    """The shore points of an island and its summit, from SHA-256 of the slug.

    byte 0       7, 8 or 9 points            bytes 2..10   angle jitter, +/- 25 % of a step
    byte 1       rotation                    bytes 12..20  radius, 0.78 to 1.00
    bytes 22,23  direction and amount of stretch (up to 14 %)
    bytes 24,25  summit, at most 17 % of the width off centre
    The shape is fitted to a box and never narrower than 9:10, so initials always fit.
    """
    b = hashlib.sha256(slug.encode()).digest()
    n = 7 + b[0] % 3
    turn = b[1] / 255 * 2 * math.pi
    axis, amount = b[22] / 255 * math.pi, 1 + 0.14 * b[23] / 255
    raw: list[Point] = []
    for i in range(n):
        angle = turn + 2 * math.pi * (i + (b[2 + i] / 255 - 0.5) * 0.5) / n
        radius = 0.78 + 0.22 * (b[12 + i] / 255)
        x, y = math.cos(angle) * radius, math.sin(angle) * radius
        u = (x * math.cos(axis) + y * math.sin(axis)) * amount
        v = (-x * math.sin(axis) + y * math.cos(axis)) / amount
        raw.append((u * math.cos(axis) - v * math.sin(axis), u * math.sin(axis) + v * math.cos(axis)))
    xs, ys = [p[0] for p in raw], [p[1] for p in raw]
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    longest = max(w, h)
    kx = fit / longest * max(1, 0.9 * longest / w)
    ky = fit / longest * max(1, 0.9 * longest / h)
    cx, cy = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    points = [(size / 2 + (x - cx) * kx, size / 2 + (y - cy) * ky) for x, y in raw]
    summit = (size / 2 + (b[24] / 255 - 0.5) * 0.34 * fit, size / 2 + (b[25] / 255 - 0.5) * 0.34 * fit)
    return points, summit


def _scaled(points: list[Point], centre: Point, k: float) -> list[Point]:
    return [(centre[0] + (x - centre[0]) * k, centre[1] + (y - centre[1]) * k) for x, y in points]


def ring_scales(rings: int) -> list[float]:
    """Rings are years of membership: 2 below 64 px, else 1 to 5."""
    return [1 - (i + 1) * 0.9 / (rings + 0.5) for i in range(rings)]


def island_paths(
    slug: str, size: float = 48, fit: float = 38, scales: list[float] | None = None
) -> dict[str, str]:
    scales = scales if scales is not None else [0.64, 0.32]
    points, summit = outline(slug, size, fit)
    middle = (size / 2, size / 2)
    rings = ""
    for k in scales:  # each ring slides towards the summit
        c = (middle[0] + (summit[0] - middle[0]) * (1 - k), middle[1] + (summit[1] - middle[1]) * (1 - k))
        rings += closed_curve([(c[0] + (x - middle[0]) * k, c[1] + (y - middle[1]) * k) for x, y in points])
    return {
        "shore": closed_curve(_scaled(points, middle, 1.15)),
        "land": closed_curve(points),
        "rings": rings,
    }


def island_svg(slug: str) -> str:
    """A file with one symbol `m`; it takes its colours from the page through custom properties."""
    p = island_paths(slug)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="m" viewBox="0 0 48 48">'
        f'<path fill="var(--sh)" d="{p["shore"]}"/><path fill="var(--la)" d="{p["land"]}"/>'
        f'<path fill="none" stroke="var(--co)" stroke-width="1.3" opacity=".8" d="{p["rings"]}"/></symbol></svg>'
    )


def bridge(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    gap1: float = 0,
    gap2: float = 0,
    planks: int = 5,
    width: float = 12,
    bend: float = 0,
    css: str = "",
) -> str:
    """One stroked path: pathLength is the number of planks, stroke-width their length.

    gap1 and gap2 keep the ends off the two islands; bend arches the bridge sideways.
    """
    length = math.hypot(x2 - x1, y2 - y1)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    ax, ay, bx, by = x1 + ux * gap1, y1 + uy * gap1, x2 - ux * gap2, y2 - uy * gap2
    d = f"M{_num(ax)} {_num(ay)}"
    if bend:
        d += f"Q{_num((ax + bx) / 2 - uy * bend * 2)} {_num((ay + by) / 2 + ux * bend * 2)} {_num(bx)} {_num(by)}"
    else:
        d += f"L{_num(bx)} {_num(by)}"
    name = f"planks {css}".strip()
    return f'<path class="{name}" stroke-width="{width:g}" pathLength="{planks}" d="{d}"/>'


def arc(
    cx: float,
    cy: float,
    r: float,
    from_deg: float,
    to_deg: float,
    planks: int = 6,
    width: float = 17,
    css: str = "",
) -> str:
    """The same along a circle, clockwise: for the rotation ring."""
    p, q = [
        (cx + r * math.cos(math.radians(a)), cy + r * math.sin(math.radians(a))) for a in (from_deg, to_deg)
    ]
    name = f"planks {css}".strip()
    return (
        f'<path class="{name}" stroke-width="{width:g}" pathLength="{planks}" '
        f'd="M{_num(p[0])} {_num(p[1])}A{r:g} {r:g} 0 0 1 {_num(q[0])} {_num(q[1])}"/>'
    )


def network_svg(slug: str) -> str:
    """A network's mark: three islets from its own hash, joined by two short bridges; symbol `m`."""
    b = hashlib.sha256(slug.encode()).digest()
    turn = b[0] / 255 * 360
    islets, land = [], ""
    places = ((0, 13.5, 19), (118 + b[1] / 255 * 16, 13, 17), (236 + b[2] / 255 * 20, 14, 15))
    for i, (angle, r, fit) in enumerate(places):
        a = math.radians(turn + angle)
        cx, cy = 24 + r * math.cos(a), 24 + r * math.sin(a)
        islets.append((cx, cy, fit))
        land += closed_curve([(x - 24 + cx, y - 24 + cy) for x, y in outline(f"{slug}{i}", 48, fit)[0]])
    planks = ""
    for i, j in ((0, 1), (1, 2)):
        path = bridge(
            *islets[i][:2], *islets[j][:2], islets[i][2] * 0.42, islets[j][2] * 0.42, planks=2, width=7.5
        )
        planks += path.replace(
            'class="planks" stroke-width="7.5"',
            'fill="none" stroke="var(--co)" stroke-width="7.5" stroke-dasharray=".5 .5" stroke-dashoffset="-.25"',
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"><symbol id="m" viewBox="0 0 48 48">{planks}'
        f'<path fill="var(--la)" stroke="var(--co)" d="{land}"/></symbol></svg>'
    )


# Twelve hues (OKLCH degrees). A network gives each new member the free hue furthest
# from the ones in use; it is stored with the organisation and never changes.
HUES = {
    "lichtrood": 12,
    "steen": 32,
    "klei": 45,
    "oker": 66,
    "brem": 94,
    "wilg": 128,
    "kroos": 165,
    "riet": 185,
    "regen": 205,
    "sloot": 245,
    "korenbloem": 272,
    "heide": 315,
}


def pick_hue(used: list[int]) -> int:
    """The free hue furthest from those in use; of those that all are in use, the one that is used least."""

    def distance(h: int) -> float:
        return min((min(abs(h - u), 360 - abs(h - u)) for u in used), default=360)

    free = [h for h in HUES.values() if h not in used]
    return max(free, key=distance) if free else min(HUES.values(), key=used.count)
