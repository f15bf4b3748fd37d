"""The chain of a graph from the cost to the front, each factor with its prediction."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from ...explain.depth.flow import Flow
from ...explain.depth.kinds import COPY, INPUT, WEIGHT
from ...explain.depth.labels import label
from ...explain.depth.norms import norm
from ...explain.depth.stretches import BRANCHES, COST, Stretch, ends, stretch
from ...explain.run import Run
from ...factors import Left, Right
from ...graph import Node, topological
from ...ops import SUM
from ..record import NORMALISATION, SLOPE, Branch, Link
from .bends import Bend
from .front import longest
from .squishes import Squished
from .weights import weighs


@dataclass(frozen=True, eq=False)
class Part:
    """A part of a chain, between two values that all of it passes.

    ``squish`` is what it is, if it is a whole one.
    """

    of: Node
    by: Node
    squish: Squished | None = None


def parts(flow: Flow, squishes: Sequence[Squished]) -> list[Part]:
    """The chain from the cost to the end of the flow, a squish in one.

    This is read off the graph alone: no number is looked at.
    """
    inside = {x: one for one in squishes for x in one.inside}
    found: list[Part] = []
    for squish, group in groupby(ends(flow, False), lambda pair: inside.get(pair[0])):
        pairs = [*group]
        if squish is not None and pairs[-1][1] is squish.before:
            found.append(Part(pairs[0][0], squish.before, squish))
        else:
            found += [Part(of, by) for of, by in pairs]
    return found


def chain(
    run: Run, to: Node, bends: Mapping[Squished, Bend]
) -> list[tuple[Part, Link]]:
    """The factors from the cost back to ``to``, or to the first that is 0.

    The cost's own are those before the last squish or weight of the network.
    """
    flow, found, ours = Flow(run, to), list[tuple[Part, Link]](), True
    before = norm(run.desire(run.cost))
    for part in parts(flow, [*bends]):
        size = norm(run.desire(part.by))
        link = _link(flow, part, float(size / before), bends)
        ours = ours and part.squish is None and not link.passes
        found.append((part, replace(link, kind=COST) if ours else link))
        if not size:
            break
        before = size
    return found


def _link(flow: Flow, part: Part, gain: float, bends: Mapping[Squished, Bend]) -> Link:
    if part.squish is None:
        return _straight(flow, stretch(flow, part.of, part.by, gain))
    to, bend = called(flow.run, part.by), bends[part.squish]
    where = place(flow.run, part.of)
    return Link(to, bend.name, SLOPE, gain, bend.predicted, where=where)


def _straight(flow: Flow, row: Stretch) -> Link:
    """One stretch as it is; it may be the part of a squish that the chain passes."""
    run, (predicted, width) = flow.run, _chance(flow, row)
    return Link(
        called(run, row.by),
        row.operation,
        _kind(flow, row),
        float(row.gain),
        predicted,
        width,
        place(run, row.of),
        tuple(_branches(run, row)),
        longest(run, row.of, row.by, lambda pull: weighs(run, pull)),
    )


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
