"""The chain of a graph from the cost to the front, each factor with its prediction."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from ...explain.depth.flow import Flow
from ...explain.depth.kinds import COPY, INPUT, WEIGHT
from ...explain.depth.labels import label
from ...explain.depth.norms import norm
from ...explain.depth.stretches import BRANCHES, COST, Stretch, measured
from ...explain.run import Run
from ...factors import Left, Right
from ...graph import Node, topological
from ...ops import SUM
from ..record import NORMALISATION, SLOPE, Branch, Link
from .bends import Bend
from .front import longest
from .squishes import Squished
from .weights import weighs


def links(run: Run, to: Node, squishes: Sequence[Squished]) -> list[Link]:
    """The factors from the cost back to ``to``, those of one squish in one.

    The cost's own are those before the last squish or weight of the network.
    """
    flow, inside = Flow(run, to), {x: one for one in squishes for x in one.inside}
    groups = groupby(measured(flow), key=lambda row: inside.get(row.of, row))
    found, ours = [], True
    for squish, group in groups:
        rows = [*group]
        if isinstance(squish, Squished) and rows[-1].by is squish.before:
            link, ours = _bent(run, squish, rows), False
        else:
            link = _straight(flow, rows)
            ours = ours and not link.passes
        found.append(replace(link, kind=COST) if ours else link)
    return found


def _bent(run: Run, squish: Squished, rows: Sequence[Stretch]) -> Link:
    bend = Bend(run, squish)
    return Link(
        called(run, squish.before),
        bend.name,
        SLOPE,
        _gain(rows),
        bend.predicted,
        where=place(run, squish.after),
    )


def _straight(flow: Flow, rows: Sequence[Stretch]) -> Link:
    """One stretch as it is; or the part of a squish that the chain passes."""
    run, row, by = flow.run, rows[0], rows[-1].by
    kind, (predicted, width) = _kind(flow, row), _chance(flow, row)
    where, branches = place(run, row.of), tuple(_branches(run, row))
    name = called(run, by), row.operation
    passes = longest(run, row.of, by, lambda pull: weighs(run, pull))
    return Link(*name, kind, _gain(rows), predicted, width, where, branches, passes)


def _gain(rows: Sequence[Stretch]) -> float:
    return math.prod(float(row.gain) for row in rows)


def _kind(flow: Flow, row: Stretch) -> str:
    """What kind of factor a stretch is; a mask that multiplies is no weight."""
    if row.branches:
        return NORMALISATION if _normalised(flow.run, row) else BRANCHES
    (pull,) = flow.users[row.by]
    if row.kind in (WEIGHT, INPUT):
        return WEIGHT if weighs(flow.run, pull) else COPY
    return row.kind


def _normalised(run: Run, row: Stretch) -> bool:
    """Branches that meet again, sums among them, and no variable between."""
    between = topological([row.of], {row.by: None})
    weighed = any(x in run.varied for one in between for x in one.inputs)
    return not weighed and any(one.op is SUM for one in between)


def _chance(flow: Flow, row: Stretch) -> tuple[float | None, int]:
    """What chance makes of a weight: its gain, and over how many outputs it averages.

    A matrix W of m inputs and n outputs stretches a desire of no special direction by
    the root of its squares' sum over n, in the mean of squares.
    """
    factor = None if row.branches else flow.users[row.by][0].factor
    if not isinstance(factor, (Left, Right)):
        return None, 0
    matrix = np.asarray(flow.run.values(factor.matrix))
    outputs = matrix.shape[-1] if isinstance(factor, Right) else matrix.shape[-2]
    stack = math.prod(matrix.shape[:-2])
    return float(norm(matrix)) / math.sqrt(stack * outputs), outputs


def _branches(run: Run, row: Stretch) -> Iterator[Branch]:
    for one in row.branches:
        through = "straight" if one.through is row.of else called(run, one.through)
        share = None if one.share is None else float(one.share)
        yield Branch(through, share, float(one.size))


def called(run: Run, one: Node) -> str:
    """The value's name, or a short expression."""
    return str(label(run, one))


def place(run: Run, one: Node) -> str:
    """The line of the user's code that made a value; nothing if it is not known."""
    return str(run.places.get(one) or "")
