"""Degrees (WGS84) on a plane of 640 by 560 units; up is north.

It is right in the middle of what it shows, which is close enough for two small countries.
"""

import math
from collections.abc import Sequence

from ..geography.distance import KM_PER_DEGREE
from ..geography.outline import Point, rings

WIDE, HIGH = 640, 560
EDGE = 64  # what stays free around what is shown
SMALLEST = 24.0  # km from top to bottom: closer the outline has nothing to say


class Plane:
    """Degrees to units: the smallest window that holds all points, and the circle where there is one."""

    def __init__(self, points: Sequence[Point], circle: tuple[Point, float] | None = None):
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        self.k = math.cos(math.radians((south + north) / 2))
        if circle:
            (x, y), km = circle
            up, along = km / KM_PER_DEGREE, km / KM_PER_DEGREE / self.k
            west, east = min(west, x - along), max(east, x + along)
            south, north = min(south, y - up), max(north, y + up)
        wide, high = WIDE - 2 * EDGE, HIGH - 2 * EDGE
        self.scale = high / max(SMALLEST / KM_PER_DEGREE, north - south, (east - west) * self.k * high / wide)
        self.middle = ((west + east) / 2, (south + north) / 2)

    def at(self, longitude: float, latitude: float) -> Point:
        x = WIDE / 2 + (longitude - self.middle[0]) * self.k * self.scale
        return round(x, 1), round(HIGH / 2 - (latitude - self.middle[1]) * self.scale, 1)

    def shows(self, point: Point, margin: float = 0) -> bool:
        return -margin <= point[0] <= WIDE + margin and -margin <= point[1] <= HIGH + margin

    def paths(self, countries: Sequence[str]) -> list[str]:
        """The land of these countries, as far as it can be seen, without bends of less than a unit."""
        drawn = (self._path([self.at(*point) for point in ring]) for one in countries for ring in rings(one))
        return [path for path in drawn if path]

    def _path(self, points: list[Point]) -> str:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) < 0 or min(xs) > WIDE or max(ys) < 0 or min(ys) > HIGH:
            return ""
        kept: list[Point] = []
        for x, y in points:
            one = (min(max(x, -WIDE), 2 * WIDE), min(max(y, -HIGH), 2 * HIGH))
            if not kept or math.dist(one, kept[-1]) >= 1:
                kept.append(one)
        return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in kept) + "Z"
