"""Where neurons stand and which way connections take, from 3 neurons to 10 x 16.

Columns go from left to right, as the values do. What is given beside the flow, a bias
or a desired output, stands above the neuron that it feeds; several desired outputs
stand behind the cost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import copysign, inf, sqrt

from .columns import Columns, Item, Lane, column_of, ordered, stops
from .picture import Connection, Network, Neuron
from .route import Point, Route, straight


@dataclass(frozen=True)
class Scale:
    """Sizes in pixels, as they are where the page is wide enough.

    ``below`` is the room for the desire under a neuron, ``beside`` that for words next
    to what stands above one; ``words`` is whether there is room for words in neurons,
    ``labels`` whether there is at connections.
    """

    radius: float
    aside: float
    gap: float
    below: float
    spacing: float
    lane: float
    beside: float = 0.0
    words: bool = True
    labels: bool = True


ROOMY = Scale(radius=33, aside=19, gap=172, below=26, spacing=20, lane=16, beside=72)
CLOSE = Scale(radius=26, aside=15, gap=122, below=22, spacing=12, lane=12)
DENSE = Scale(
    radius=8,
    aside=3,
    gap=120,
    below=8,
    spacing=16,
    lane=5,
    words=False,
    labels=False,
)
MOST_LABELS = 24
STEM = 16.0
MARGIN = 14.0


Asides = Mapping[str, list[Connection]]
"""What feeds a neuron from beside the flow, by that neuron's key."""


@dataclass(frozen=True)
class Place:
    """A neuron's circle; ``beside`` for one that stands above the neuron it feeds."""

    x: float
    y: float
    radius: float
    beside: bool = False


@dataclass(frozen=True)
class Layout:
    """Places by neurons' keys, routes by connections' keys, on a sheet of this size."""

    places: Mapping[str, Place]
    routes: Mapping[str, Route]
    width: float
    height: float
    scale: Scale


def scale_of(network: Network) -> Scale:
    """Large enough to read where there is room for words, small where there is none."""
    columns = Counter(one.column for one in standing_of(network))
    widest, lines = max(columns.values()), len(network.connections)
    if widest > 8 or lines > 120:
        return DENSE
    scale = ROOMY if widest <= 4 and len(columns) <= 7 else CLOSE
    if lines > MOST_LABELS:
        return replace(scale, labels=False)
    busiest = max(Counter(_gaps(network)).values(), default=0)
    return replace(scale, gap=scale.gap + 15 * max(0, min(busiest, 8) - 2))


def _gaps(network: Network) -> Iterator[int]:
    """The column that each weight comes from: its words stand in the gap after it."""
    columns = {one.key: one.column for one in network.neurons}
    return (columns[one.source] for one in network.weights)


def arranged(network: Network) -> Layout:
    """The whole network on a sheet just large enough for it."""
    scale = scale_of(network)
    asides = asides_of(network)
    standing = standing_of(network)
    inside = {one.key for one in standing}
    lines = [one for one in network.connections if one.source in inside]
    columns = ordered(standing, lines)
    over, behind = _sides(asides, standing)
    room = dict.fromkeys(over, _stem(scale) + 2 * scale.aside)
    heights = _levelled(columns, scale, room)
    gap = _gap(columns, lines, heights, scale, bool(over))
    across = {key: at * gap for key, at in column_of(standing).items()}
    places = {key: Place(across[key], heights[key], scale.radius) for key in across}
    places |= _above(over, across, heights, scale)
    places |= _behind(behind, across, heights, scale)
    routes = _routes(network.connections, places, column_of(standing), heights, gap)
    return _moved(places, routes, scale)


def asides_of(network: Network) -> Asides:
    """What feeds a neuron from beside the flow, by that neuron's key.

    It is given, feeds that neuron alone, has no weight, and is not all that feeds it: a
    bias, or a desired output.
    """
    given = {one.key for one in network.neurons if one.kind == "input"}
    uses = Counter(one.source for one in network.connections)
    found, arriving = defaultdict(list), Counter(c.target for c in network.connections)
    for one in network.connections:
        if one.source in given and uses[one.source] == 1 and one.weight is None:
            found[one.target].append(one)
    return {key: some for key, some in found.items() if len(some) < arriving[key]}


def standing_of(network: Network) -> list[Neuron]:
    """The neurons that stand in columns."""
    asides = asides_of(network).values()
    beside = {one.source for group in asides for one in group}
    return [one for one in network.neurons if one.key not in beside]


def _sides(asides: Asides, standing: Iterable[Neuron]) -> tuple[Asides, Asides]:
    """What stands over the neuron that it feeds, and what behind the last of all."""
    column = column_of(standing)
    last = max(column.values())
    behind = {
        key: group
        for key, group in asides.items()
        if column[key] == last and len(group) > 1
    }
    return {key: some for key, some in asides.items() if key not in behind}, behind


def _stem(scale: Scale) -> float:
    return STEM if scale.words else scale.aside


def _lift(scale: Scale) -> float:
    """How far above the neuron that it feeds something stands."""
    return scale.radius + _stem(scale) + scale.aside


def _levelled(
    columns: Columns, scale: Scale, room: Mapping[str, float]
) -> dict[Item, float]:
    """All heights; lanes that run outside of all neurons keep to one height."""
    heights = {k: v for one in columns for k, v in _stacked(one, scale, room).items()}
    outside: dict[tuple[str, bool], list[Lane]] = defaultdict(list)
    for column in columns:
        for top, way in ((True, column), (False, column[::-1])):
            for lane in _outside(way):
                outside[lane.source, top].append(lane)
    for (_, top), lanes in outside.items():
        level = (min if top else max)(heights[lane] for lane in lanes)
        heights |= dict.fromkeys(lanes, level)
    return heights


def _outside(column: Iterable[Item]) -> Iterator[Lane]:
    for item in column:
        if not isinstance(item, Lane):
            return
        yield item


def _stacked(
    column: Iterable[Item], scale: Scale, room: Mapping[str, float]
) -> dict[Item, float]:
    """How far down each item stands, counted from the middle of the neurons."""
    heights: dict[Item, float] = {}
    y = 0.0
    for item in column:
        lane = isinstance(item, Lane)
        y += scale.lane if lane else scale.radius + room.get(str(item), 0.0)
        heights[item] = y
        y += scale.lane if lane else scale.radius + scale.below + scale.spacing
    neurons = [y for item, y in heights.items() if not isinstance(item, Lane)]
    middle = (min(neurons) + max(neurons)) / 2
    return {item: y - middle for item, y in heights.items()}


def _gap(
    columns: Columns,
    lines: Iterable[Connection],
    heights: Mapping[Item, float],
    scale: Scale,
    over: bool,
) -> float:
    """Between columns: so wide that no straight line touches a neighbour of its ends.

    A line that drops by ``d`` over a gap ``g`` passes a neighbour ``p`` further down at
    the distance ``p g / sqrt(g² + d²)``, which must be more than its radius. If there
    is something ``over`` a neuron, that is a neighbour too.
    """
    near = [(a, b) for one in columns for a, b in pairwise(_neurons(one))]
    pitch = min((abs(heights[a] - heights[b]) for a, b in near), default=inf)
    drops = (abs(heights[one.source] - heights[one.target]) for one in lines)
    neighbours = [(pitch, scale.radius), (_lift(scale), scale.aside)][: 1 + over]
    steepest = min(sqrt((p / (radius + 3)) ** 2 - 1) for p, radius in neighbours)
    return max(scale.gap, round(max(drops, default=0) / steepest))


def _neurons(column: Iterable[Item]) -> list[Item]:
    return [item for item in column if not isinstance(item, Lane)]


def _above(
    asides: Asides,
    across: Mapping[str, float],
    heights: Mapping[Item, float],
    scale: Scale,
) -> dict[str, Place]:
    """Side by side over the neuron that they feed."""
    places = {}
    apart = 2 * scale.aside + scale.beside + 8
    for target, group in asides.items():
        for at, one in enumerate(group):
            x = across[target] + (at - (len(group) - 1) / 2) * apart
            places[one.source] = Place(
                x, heights[target] - _lift(scale), scale.aside, True
            )
    return places


def _behind(
    asides: Asides,
    across: Mapping[str, float],
    heights: Mapping[Item, float],
    scale: Scale,
) -> dict[str, Place]:
    """Below one another, behind the neuron that they feed."""
    places = {}
    apart = 2 * scale.aside + (6 if scale.words else 4)
    for target, group in asides.items():
        x = across[target] + scale.radius + 0.45 * scale.gap
        top = heights[target] - apart * (len(group) - 1) / 2
        for at, one in enumerate(group):
            places[one.source] = Place(x, top + at * apart, scale.aside, True)
    return places


def _routes(
    connections: Iterable[Connection],
    places: Mapping[str, Place],
    column: dict[str, int],
    heights: Mapping[Item, float],
    gap: float,
) -> dict[str, Route]:
    routes = {}
    for one in connections:
        start, end = places[one.source], places[one.target]
        lanes = [] if start.beside else stops(one, column)[1:-1]
        routes[one.key] = _route(
            start, end, [_at(lane, heights, gap) for lane in lanes]
        )
    return routes


def _at(lane: Item, heights: Mapping[Item, float], gap: float) -> Point:
    assert isinstance(lane, Lane)
    return lane.column * gap, heights[lane]


def _route(start: Place, end: Place, lanes: list[Point]) -> Route:
    """Level through each lane, for as long as neurons stand beside it."""
    if not lanes:
        return straight((start.x, start.y), (end.x, end.y), start.radius, end.radius)
    level = [(x + side * start.radius, y) for x, y in lanes for side in (-1, 1)]
    return Route((_rim(start, level[0], 1), *level, _rim(end, level[-1], -1)))


def _rim(place: Place, towards: Point, side: int) -> Point:
    """Where a curve leaves a circle: level with its centre, or aslant to climb."""
    drop = towards[1] - place.y
    if abs(drop) < place.radius:
        return place.x + side * place.radius, place.y
    aslant = place.radius * sqrt(0.5)
    return place.x + side * aslant, place.y + copysign(aslant, drop)


def _moved(
    places: Mapping[str, Place], routes: Mapping[str, Route], scale: Scale
) -> Layout:
    """Onto a sheet whose corner is the origin, with a margin all around."""
    left = min(one.x - one.radius for one in places.values()) - MARGIN
    right = max(_right(one, scale) for one in places.values()) + MARGIN
    ends = [y for one in routes.values() for _, y in one.stops]
    over, under = min(ends) - scale.lane, max(ends) + scale.lane
    top = min([over, *(one.y - one.radius for one in places.values())]) - MARGIN
    foot = max([under, *(one.y + one.radius + scale.below for one in places.values())])
    here = {k: replace(one, x=one.x - left, y=one.y - top) for k, one in places.items()}
    ways = {
        key: Route(tuple((round(x - left, 1), round(y - top, 1)) for x, y in one.stops))
        for key, one in routes.items()
    }
    return Layout(here, ways, right - left, foot + MARGIN - top, scale)


def _right(place: Place, scale: Scale) -> float:
    """The right end of a neuron, words beside it included."""
    return place.x + place.radius + (scale.beside if place.beside else 0)
