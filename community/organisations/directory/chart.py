"""The map beside the list: land, the circle that was asked for, and islands where the organisations lie."""

import math
from dataclasses import dataclass, replace

from ..geography.distance import KM_PER_DEGREE
from ..geography.outline import AROUND, OWN, Point
from ..geography.towns import find_town, towns
from ..models import Organisation
from .plane import HIGH, WIDE, Plane
from .queries import Crowd, Found
from .wanted import KILOMETRES, Wanted

APART = 46  # between the middles of two islands
MOST_TOWNS, MOST_CROWDS = 5, 40
LETTER = 10  # how wide a letter of a name is, about


@dataclass(frozen=True)
class Mark:
    """An island, or the number of them in a municipality, with its middle at x and y; `address` shows them closer by.

    It was moved from `home` where others lie too. Its name is written at `label`; nowhere when there is no room.
    """

    x: float
    y: float
    home: Point
    organisation: Organisation | None = None
    number: int = 0
    name: str = ""
    label: Point | None = None
    anchor: str = "middle"
    address: str = ""

    @property
    def is_moved(self) -> bool:
        return math.dist(self.home, (self.x, self.y)) > 6


@dataclass(frozen=True)
class Place:
    """A town to know where one is."""

    x: float
    y: float
    name: str


@dataclass(frozen=True)
class Chart:
    """What is drawn, in its order. `land` is that of both countries, `far` that around them, as paths of an SVG."""

    land: list[str]
    far: list[str]
    circle: tuple[float, float, float] | None
    places: list[Place]
    crowds: list[Mark]
    outside: list[Mark]
    own: list[Mark]
    marks: list[Mark]


def chart(found: Found, wanted: Wanted) -> Chart | None:
    """The map of a page of the directory, or None when nothing on it lies anywhere.

    What does not fit on one page is shown as numbers, one for each municipality.
    """
    crowds = [one for one in found.crowds if one.latitude is not None][:MOST_CROWDS]
    placed = [hit for hit in found.hits if hit.organisation.latitude is not None and not found.crowds]
    own = [one for one in found.own if one.latitude is not None]
    points = [_degrees(one) for one in crowds] + [_degrees(hit.organisation) for hit in placed]
    here = ((wanted.town.longitude, wanted.town.latitude), float(wanted.within)) if wanted.town else None
    if not points and here is None:
        return None
    plane = Plane([*points, here[0]] if here else points, here)
    rows = [*(hit.organisation for hit in placed), *own]
    islands = _islands(rows, plane)
    numbered = [replace(one, number=hit.number) for one, hit in zip(islands, placed, strict=False)]
    return Chart(
        land=plane.paths(OWN),
        far=plane.paths(AROUND),
        circle=(*plane.at(*here[0]), round(here[1] / KM_PER_DEGREE * plane.scale, 1)) if here else None,
        places=_places(plane, [spot for one in islands for spot in ((one.x, one.y), one.label) if spot]),
        crowds=[_crowd(one, plane, wanted) for one in crowds],
        outside=_alone(found.outside, plane),
        own=islands[len(placed) :],
        marks=numbered,
    )


def _islands(rows: list[Organisation], plane: Plane) -> list[Mark]:
    homes = [plane.at(*_degrees(one)) for one in rows]
    spots = _apart(homes)
    return [
        Mark(*spot, home=home, organisation=one, label=at, anchor=anchor)
        for one, home, spot, (at, anchor) in zip(rows, homes, spots, _labels(rows, spots), strict=True)
    ]


def _alone(rows: list[Organisation], plane: Plane) -> list[Mark]:
    """Those of the rows that can be seen, each where it lies."""
    spots = [(one, plane.at(*_degrees(one))) for one in rows]
    return [Mark(*spot, home=spot, organisation=one) for one, spot in spots if plane.shows(spot, -20)]


def _degrees(one: Organisation | Crowd) -> Point:
    return (one.longitude or 0.0, one.latitude or 0.0)


def _crowd(one: Crowd, plane: Plane, wanted: Wanted) -> Mark:
    spot = plane.at(*_degrees(one))
    closer = (
        wanted.address(around=one.municipality, within=min(KILOMETRES)) if find_town(one.municipality) else ""
    )
    return Mark(*spot, home=spot, number=one.count, name=one.municipality, address=closer)


def _apart(spots: list[Point]) -> list[Point]:
    """The same spots, moved until no two islands lie on each other."""
    moved = [list(spot) for spot in spots]
    for _ in range(60):
        calm = True
        for i, a in enumerate(moved):
            for j, b in enumerate(moved[:i]):
                away = math.dist(a, b)
                if away >= APART:
                    continue
                calm = False
                angle = math.atan2(a[1] - b[1], a[0] - b[0]) if away > 0.5 else i + 2.4 * j
                push = (APART - away) / 2 + 0.5
                for point, sign in ((a, 1), (b, -1)):
                    point[0] += sign * push * math.cos(angle)
                    point[1] += sign * push * math.sin(angle)
        if calm:
            break
    return [(round(min(max(x, 24), WIDE - 24), 1), round(min(max(y, 24), HIGH - 24), 1)) for x, y in moved]


Box = tuple[float, float, float, float]


def _labels(rows: list[Organisation], spots: list[Point]) -> list[tuple[Point | None, str]]:
    """Where the name of each island is written: below, above, right or left of it, wherever nothing else stands."""
    taken: list[Box] = [(x - 21, y - 21, x + 21, y + 21) for x, y in spots]
    found: list[tuple[Point | None, str]] = []
    for number, (row, (x, y)) in enumerate(zip(rows, spots, strict=True)):
        wide = LETTER * len(row.short_name)
        ways: list[tuple[Point, str, float]] = [
            ((x, y + 38), "middle", x - wide / 2), ((x, y - 27), "middle", x - wide / 2),
            ((x + 26, y + 6), "start", x + 26), ((x - 26, y + 6), "end", x - 26 - wide),
        ]  # fmt: skip
        for at, anchor, left in ways:
            box = (left, at[1] - 14, left + wide, at[1] + 4)
            others = taken[:number] + taken[number + 1 :]
            if (
                left >= 0
                and left + wide <= WIDE
                and at[1] < HIGH
                and not any(_meet(box, one) for one in others)
            ):
                taken.append(box)
                found.append((at, anchor))
                break
        else:
            found.append((None, "middle"))
    return found


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _places(plane: Plane, taken: list[Point]) -> list[Place]:
    """The largest towns on the map that nothing else stands on."""
    shown: list[Place] = []
    for town in towns()[:400]:
        spot = plane.at(town.longitude, town.latitude)
        if not plane.shows(spot, -30) or spot[0] + LETTER * len(town.name) > WIDE:
            continue
        if any(
            abs(spot[0] - x) < 100 and abs(spot[1] - y) < 48
            for x, y in [*taken, *((p.x, p.y) for p in shown)]
        ):
            continue
        shown.append(Place(*spot, name=town.name))
        if len(shown) == MOST_TOWNS:
            break
    return shown
