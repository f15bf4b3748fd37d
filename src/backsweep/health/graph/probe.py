"""From one call of a function to its record."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from ...explain.depth.flow import Flow, users_of
from ...explain.depth.norms import norm, share
from ...explain.depth.polynomials import desires_by_degree, paths_by_degree
from ...explain.depth.signals import Signals
from ...explain.depth.uses import uses
from ...explain.run import Run
from ...factors import Left, Right
from ...graph import Node
from ..record import BRANCHES, COST, Degree, Link, Parameter, Record, Use
from .bends import Bend
from .chain import called, chain
from .fault import fault
from .front import Users, front
from .squishes import squishes
from .units import squish
from .weights import weighs


def record(run: Run) -> Record:
    """What one probed sweep tells of a function at the arguments of ``run``."""
    found, end = fault(run), front(run)
    cost = float(np.asarray(run.values(run.cost)))
    without = tuple(n for n, x in run.variables.items() if x not in run.desires)
    if found is not None or end is None:
        return Record(run.title, cost, 1.0, 0.0, fault=found, without_path=without)
    bends = {one: Bend(run, one) for one in squishes(run, end)}
    parts = chain(run, end, bends)
    links = tuple(link for _, link in parts)
    output = next((part.of for part, link in parts if link.kind != COST), None)
    degrees, left = _degrees(run, output, end) if _branching(links) else ((), None)
    return Record(
        run.title,
        cost,
        start=float(norm(run.desire(run.cost))),
        end=float(norm(run.desire(end))),
        links=links,
        squishes=tuple(map(squish, bends.values())),
        parameters=tuple(_parameters(run)),
        degrees=degrees,
        left=left,
        without_path=without,
    )


def _parameters(run: Run) -> Iterator[Parameter]:
    users = users_of(run)
    for one in Signals(run).parameters:
        used = tuple(
            Use(called(run, x.at), *map(float, (x.brought, x.signal, x.input)))
            for x in one.uses
        )
        size, spread = float(norm(run.values(one.node))), _spread(users, one.node, run)
        yield Parameter(one.name, size, float(one.size), used, spread)


def _spread(users: Users, one: Node, run: Run) -> float | None:
    """The root of a matrix's squares' sum over the number of its outputs."""
    for use in uses(users, one):
        matrix = use.pull.by
        if isinstance(use.pull.factor, (Left, Right)):
            outputs = matrix.shape[-1 if isinstance(use.pull.factor, Left) else -2]
            stack = math.prod(matrix.shape[:-2])
            return float(norm(run.values(matrix))) / math.sqrt(stack * outputs)
    return None


def _branching(links: Sequence[Link]) -> bool:
    """Whether more than one way brings something at one of the links."""
    return any(one.kind == BRANCHES and len(one.branches) > 1 for one in links)


def _degrees(
    run: Run, output: Node | None, to: Node
) -> tuple[tuple[Degree, ...], float | None]:
    """Signed shares of the desire at ``to`` by how many weights a path passes.

    Paths are counted from the network's ``output``: the cost's own branches are not
    its layers.
    """
    flow = Flow(run, to)
    parts = desires_by_degree(flow, lambda pull: weighs(run, pull))
    paths = paths_by_degree(flow, lambda pull: weighs(run, pull))
    before = 1 if output is None else _count(Flow(run, output))
    whole, sizes = sum(parts.values()), sum(map(norm, parts.values()))
    size = norm(whole)
    shares = {k: float(share(x, whole)) if size else None for k, x in parts.items()}
    degrees = tuple(Degree(k, paths[k] // before, shares[k]) for k in sorted(parts))
    return degrees, float(size / sizes) if sizes else None


def _count(flow: Flow) -> int:
    return sum(paths_by_degree(flow, lambda pull: False).values())
