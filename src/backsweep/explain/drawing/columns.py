"""The order of neurons within their columns, so that lines cross as little as can be.

A connection that skips columns needs a gap to pass through in each of them: a *lane*,
which is ordered with the neurons. Connections that leave one neuron share its lanes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import fmean

from .picture import Connection, Neuron


@dataclass(frozen=True)
class Lane:
    """The gap through which connections from ``source`` pass the column ``column``."""

    source: str
    column: int


Item = str | Lane
Columns = list[list[Item]]
Pairs = Sequence[tuple[Item, Item]]
TOO_MANY_TO_COUNT = 150


def stops(one: Connection, column: dict[str, int]) -> list[Item]:
    """What a connection passes, from its source to its target."""
    between = range(column[one.source] + 1, column[one.target])
    return [one.source, *(Lane(one.source, place) for place in between), one.target]


def ordered(standing: Sequence[Neuron], lines: Sequence[Connection]) -> Columns:
    """The items of each column from top to bottom; columns are counted from 0."""
    column = column_of(standing)
    pairs = list(
        dict.fromkeys(p for one in lines for p in pairwise(stops(one, column)))
    )
    columns = _as_given(standing, lines, column)
    if len(pairs) > TOO_MANY_TO_COUNT:
        return columns
    return min(
        [columns, *_sweeps(columns, pairs)], key=lambda one: crossings(one, pairs)
    )


def column_of(standing: Iterable[Neuron]) -> dict[str, int]:
    """The column of each neuron, counted from 0 without a gap."""
    used = sorted({one.column for one in standing})
    return {one.key: used.index(one.column) for one in standing}


def _as_given(
    standing: Sequence[Neuron], lines: Sequence[Connection], column: dict[str, int]
) -> Columns:
    """Neurons in the order of their rows, lanes between those that they connect."""
    height = _heights(standing, column)
    ends: dict[Lane, list[float]] = {}
    for one in lines:
        for lane in stops(one, column)[1:-1]:
            assert isinstance(lane, Lane)
            ends.setdefault(lane, [height[one.source]]).append(height[one.target])
    place: dict[Item, float] = dict(height.items())
    place |= {lane: fmean(heights) - 0.5 for lane, heights in ends.items()}
    columns: Columns = [[] for _ in range(max(column.values()) + 1)]
    for item in sorted(place, key=place.__getitem__):
        columns[item.column if isinstance(item, Lane) else column[item]].append(item)
    return columns


def _heights(standing: Sequence[Neuron], column: dict[str, int]) -> dict[str, float]:
    """Rows, counted from the middle of each column."""
    rows: dict[int, list[int]] = {}
    for one in standing:
        rows.setdefault(column[one.key], []).append(one.row)
    return {one.key: one.row - fmean(rows[column[one.key]]) for one in standing}


def _sweeps(columns: Columns, pairs: Pairs) -> Iterator[Columns]:
    """Better and better orders: each item at the mean of those it is connected to."""
    for turn in range(6):
        forward = turn % 2 == 0
        columns = _swept(
            columns, pairs if forward else [(b, a) for a, b in pairs], forward
        )
        yield columns


def _swept(columns: Columns, pairs: Pairs, forward: bool) -> Columns:
    pulls: dict[Item, list[Item]] = {}
    for near, far in pairs:
        pulls.setdefault(far, []).append(near)
    place: dict[Item, float] = {}
    done = []
    for column in columns if forward else reversed(columns):
        own = _centred(column)
        wish = {
            item: fmean(place[one] for one in pulls[item])
            if item in pulls
            else own[item]
            for item in column
        }
        done.append(sorted(column, key=wish.__getitem__))
        place |= _centred(done[-1])
    return done if forward else done[::-1]


def _centred(column: Sequence[Item]) -> dict[Item, float]:
    return {item: row - (len(column) - 1) / 2 for row, item in enumerate(column)}


def crossings(columns: Columns, pairs: Pairs) -> int:
    """How many pairs of lines cross.

    >>> crossings([["a", "b"], ["c", "d"]], [("a", "d"), ("b", "c")])
    1
    """
    place = {
        item: (at, row)
        for at, one in enumerate(columns)
        for row, item in enumerate(one)
    }
    spans = sorted((*place[near], place[far][1]) for near, far in pairs)
    return sum(
        first[0] == second[0] and (first[1] - second[1]) * (first[2] - second[2]) < 0
        for first, second in combinations(spans, 2)
    )
