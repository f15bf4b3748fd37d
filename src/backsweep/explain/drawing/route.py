"""The way a connection takes: a straight line, or a curve that keeps to the gaps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import hypot

Point = tuple[float, float]


@dataclass(frozen=True)
class Route:
    """Through ``stops``, straight if there are two of them.

    Between the others it swings, level at each stop, and so passes beside whatever
    stands between two stops of the same height.
    """

    stops: tuple[Point, ...]

    @property
    def data(self) -> str:
        """For the attribute ``d`` of a path.

        >>> Route(((0, 0), (10, 5))).data
        'M0 0L10 5'
        """
        (x, y), *others = self.stops
        swing = _line if len(others) == 1 else _swing
        return f"M{x:g} {y:g}" + "".join(
            swing(near, far) for near, far in pairwise(self.stops)
        )

    def point(self, share: float) -> Point:
        """Where one is after this share of the way, counted across.

        >>> Route(((0, 0), (10, 5))).point(0.5)
        (5.0, 2.5)
        """
        place = share * (len(self.stops) - 1)
        at = min(int(place), len(self.stops) - 2)
        (x0, y0), (x1, y1) = self.stops[at : at + 2]
        t = place - at
        along, up = (t, t) if len(self.stops) == 2 else _swung(t)
        return x0 + along * (x1 - x0), y0 + up * (y1 - y0)


def straight(start: Point, end: Point, leave: float, arrive: float) -> Route:
    """From the rim of one circle to that of another, of these radii."""
    (x0, y0), (x1, y1) = start, end
    length = hypot(x1 - x0, y1 - y0)
    across, down = (x1 - x0) / length, (y1 - y0) / length
    first = round(x0 + leave * across, 1), round(y0 + leave * down, 1)
    last = round(x1 - arrive * across, 1), round(y1 - arrive * down, 1)
    return Route((first, last))


def _line(near: Point, far: Point) -> str:
    return f"L{far[0]:g} {far[1]:g}"


def _swing(near: Point, far: Point) -> str:
    middle = (near[0] + far[0]) / 2
    return f"C{middle:g} {near[1]:g} {middle:g} {far[1]:g} {far[0]:g} {far[1]:g}"


def _swung(t: float) -> Point:
    """How far across and how far down the curve of ``_swing`` is."""
    across = 1.5 * t * (1 - t) ** 2 + 1.5 * t**2 * (1 - t) + t**3
    return across, 3 * t**2 * (1 - t) + t**3
