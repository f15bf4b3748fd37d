"""The value, the gradient, and the desires' lengths along the chain, in one program.

Under ``jit`` the lengths are sums in the same native loops that the sweep is, so a
probed step costs little more than a plain one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...chain import sweep
from ...explain.depth.flow import Flow
from ...explain.run import Run
from ...explain.values import in_floats
from ...factors import ones
from ...graph import Node
from ...names import function_name
from ...trace import Trace
from ...traced import Traced
from ...transforms.gradient import check_cost
from ...transforms.variables import Argnums, Variables, numbers, returned, scope
from .chain import parts
from .front import front
from .squishes import squishes


def value_grad_and_lengths(
    f: Callable[..., Any], argnums: Argnums = 0
) -> Callable[..., Any]:
    """The function that returns ``f``'s value, its gradient, and lengths of desires.

    The lengths are those at the cost and behind every link of the chain that
    ``bs.health`` tells of, in its order, in double precision. Otherwise it is
    ``bs.value_and_grad``, and raises what that does.

    >>> import backsweep as bs
    >>> step = bs.jit(value_grad_and_lengths(lambda w, x: (w[1] * (w[0] * x)) ** 2))
    >>> value, gradient, lengths = step([2.0, 3.0], 1.0)
    >>> value, gradient, [float(x) for x in lengths]
    (36.0, [36.0, 24.0], [1.0, 12.0, 36.0])
    """

    @functools.wraps(f)
    def probed(*args: Any, **kwargs: Any) -> tuple[Any, Any, list[Any]]:
        with scope() as (trace, outermost):
            variables = Variables(trace, f, args, argnums)
            cost = f(*variables.args, **kwargs)
            check_cost(f, cost)
            slopes, lengths = _nodes(f, trace, cost, variables.marks)
            found = numbers(trace, [*slopes, *lengths], outermost)
            gradient = variables.nest(found[: len(slopes)], outermost)
            value = returned(trace, cost, outermost)
            return value, gradient, list(found[len(slopes) :])

    return probed


def _nodes(
    f: Callable[..., Any], trace: Trace, cost: Any, marks: Sequence[Node]
) -> tuple[list[Node | None], list[Node]]:
    """The desires for the variables, and the lengths along the chain."""
    if not isinstance(cost, Traced):
        return [None] * len(marks), []
    record: dict[Node, Node] = {}
    slopes = sweep({cost.node: ones(cost.node)}, marks, record)
    return slopes, [_length(record[one]) for one in _passed(f, trace, cost, marks)]


def _passed(
    f: Callable[..., Any], trace: Trace, cost: Traced, marks: Sequence[Node]
) -> list[Node]:
    """The cost, and the value behind each link."""
    names = {trace.names[mark]: mark for mark in marks}
    known = in_floats(trace.values)
    run = Run(function_name(f), cost.node, names, {}, known, trace.places)
    to = front(run)
    if to is None:
        return []
    found = parts(Flow(run, to), squishes(run, to))
    return [cost.node, *(part.by for part in found)]


def _length(desire: Node) -> Node:
    exact: Any = desire.astype(np.float64)
    return np.sqrt(np.sum(exact * exact))
