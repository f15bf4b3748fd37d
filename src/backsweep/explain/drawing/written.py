"""Where the words of connections go: along their lines, clear of all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from math import atan2, cos, degrees, hypot, sin

from .layout import Layout, Place
from .markup import width
from .picture import Connection
from .route import Point, Route

HIGH = 17
SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8)


@dataclass(frozen=True)
class Spot:
    """Words of this width, around a centre, turned by an angle (in radians)."""

    x: float
    y: float
    wide: float
    angle: float = 0.0

    @property
    def turned(self) -> float:
        """The angle in degrees."""
        return round(degrees(self.angle), 1)

    def points(self) -> list[Point]:
        """Centres of discs, as high as the words, that cover them together."""
        reach, count = max(self.wide - HIGH, 0) / 2, max(round(self.wide / HIGH), 2)
        steps = (2 * at / (count - 1) - 1 for at in range(count))
        across, down = reach * cos(self.angle), reach * sin(self.angle)
        return [(self.x + step * across, self.y + step * down) for step in steps]


@dataclass
class Taken:
    """What stands on the sheet already."""

    layout: Layout
    lines: list[list[Point]]
    words: list[Point]

    def crowding(self, spot: Spot) -> int:
        """How bad a spot is: over words or neurons, or else over lines."""
        points = spot.points()
        over = int(_near(points, self.words, HIGH))
        places = self.layout.places.values()
        over += sum(_near(points, [(p.x, p.y)], p.radius + HIGH / 2) for p in places)
        over += any(not self._inside(point) for point in points)
        return 20 * over + sum(_near(points, line, HIGH / 2) for line in self.lines)

    def _inside(self, point: Point) -> bool:
        half, (x, y) = HIGH / 2, point
        wide, high = self.layout.width, self.layout.height
        return half <= x <= wide - half and half <= y <= high - half


def _near(points: Iterable[Point], others: list[Point], distance: float) -> bool:
    return any(
        hypot(x0 - x1, y0 - y1) < distance
        for (x0, y0), (x1, y1) in product(points, others)
    )


def spots(
    texts: Iterable[tuple[str, str]], connections: Iterable[Connection], layout: Layout
) -> list[Spot]:
    """A spot for each text, which comes with the key of its connection.

    Every text takes the best spot that those before it have left.
    """
    lines = [_points(layout.routes[one.key]) for one in connections]
    taken = Taken(layout, lines, [p for s in _around(layout) for p in s.points()])
    found: list[Spot] = []
    for key, text in texts:
        beside = list(_beside(layout.routes[key], width(text, HIGH - 2)))
        found.append(min(beside, key=taken.crowding))
        taken.words += found[-1].points()
    return found


def _around(layout: Layout) -> Iterator[Spot]:
    """The words under neurons, and those next to what stands above one."""
    for place in layout.places.values():
        yield from _words(place, layout.scale.beside)


def _words(place: Place, beside: float) -> Iterator[Spot]:
    if not place.beside:
        yield Spot(place.x, place.y + place.radius + 13, 56)
    elif beside:
        middle = place.x + place.radius + beside / 2
        yield Spot(middle, place.y - 8, beside)
        yield Spot(middle, place.y + 9, beside)


def _points(route: Route) -> list[Point]:
    return [route.point(at / 40) for at in range(41)]


def _beside(route: Route, wide: float) -> Iterator[Spot]:
    """Spots on both sides of a line, from its middle outwards."""
    for share in SHARES:
        (x0, y0), (x, y), (x1, y1) = (
            route.point(share + step) for step in (-0.04, 0, 0.04)
        )
        angle = atan2(y1 - y0, x1 - x0)
        for away in (-HIGH / 2 - 5, HIGH / 2 + 5):
            yield Spot(x - away * sin(angle), y + away * cos(angle), wide, angle)
