"""The shores and borders of Belgium and the Netherlands, and of what lies around them."""

import json
import math
from functools import cache
from pathlib import Path

Point = tuple[float, float]
OWN, AROUND = ("BE", "NL"), ("DE", "FR", "GB", "LU")
#: What the outline shows: west, south, east and north, in degrees (WGS84).
WEST, SOUTH, EAST, NORTH = 1.5, 48.9, 8.0, 54.2
SHORE = 0.03  # degrees, about 2 km: a pier, or a coast that was drawn roughly


@cache
def rings(country: str) -> list[list[Point]]:
    """The closed lines around the land of a country, each point longitude first."""
    read = json.loads(Path(__file__).with_name("outline.json").read_text(encoding="utf-8"))
    return [[(x, y) for x, y in ring] for ring in read[country]]


def is_at_sea(latitude: float, longitude: float) -> bool:
    """Whether a point lies in the sea around Belgium and the Netherlands; elsewhere we do not know, and say no."""
    if not (SOUTH < latitude < NORTH and WEST < longitude < EAST):
        return False
    known = [ring for country in (*OWN, *AROUND) for ring in rings(country)]
    at = (longitude, latitude)
    return not any(_inside(at, ring) for ring in known) and not any(_near(at, ring) for ring in known)


def _inside(at: Point, ring: list[Point]) -> bool:
    x, y = at
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _near(at: Point, ring: list[Point]) -> bool:
    return any(_away(at, a, b) < SHORE for a, b in zip(ring, ring[1:] + ring[:1], strict=True))


def _away(at: Point, a: Point, b: Point) -> float:
    """Degrees of latitude between a point and a piece of shore."""
    k = math.cos(math.radians(at[1]))
    px, py, ax, ay, bx, by = at[0] * k, at[1], a[0] * k, a[1], b[0] * k, b[1]
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay))
