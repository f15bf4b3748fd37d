"""``vjp``, ``jvp`` and ``hvp``: a derivative times one vector."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..errors import ShapeMismatch, UnsupportedValue
from ..graph import Node, node
from ..nopath import NoPath
from ..ops import INPUT
from ..trace import Trace, as_real
from ..traced import Traced
from .gradient import grad
from .variables import (
    Variables,
    check_like,
    flattened,
    lifted,
    numbers,
    plain,
    positions,
    returned,
    rippled,
    scope,
    swept,
)


class Pull:
    """The way back through one run of a function: desires of outputs to gradients."""

    def __init__(
        self, trace: Trace, variables: Variables, result: Any, outermost: bool
    ):
        self._trace, self._variables, self._outermost = trace, variables, outermost
        self._outputs, self._structure = flattened(result)
        if outermost:
            trace.own()

    def __call__(self, desires: Any) -> tuple[Any, ...]:
        """One gradient for each argument, given the desire for each output."""
        given, structure = tree.flatten(desires)
        if structure != self._structure:
            raise ShapeMismatch(
                "the desire has not the nesting of the function's result",
                why="each output has a desire of its own",
                cure="pass the same nesting, with an array for each output",
            )
        every = zip(self._outputs, given, strict=True)
        pairs = [(y, d) for y, d in every if isinstance(y, Traced)]
        desired: dict[Node, Any] = {}
        seeds: dict[Node, Node] = {}
        for k, (y, desire) in enumerate(pairs):
            seed = self._seed(k, y, desire, desired)
            seeds[y.node] = seeds[y.node] + seed if y.node in seeds else seed
        nodes = swept(seeds, self._variables.marks)
        found = numbers(self._trace, nodes, self._outermost, desired)
        return self._variables.nest(found, self._outermost)

    def _seed(self, k: int, y: Traced, desire: Any, desired: dict[Node, Any]) -> Node:
        """The node of the desire for an output; a plain one is noted in ``desired``."""
        check_like(desire, y, "desire", "output")
        if not self._outermost:
            return lifted(self._trace, desire, y.dtype)
        seed = node(INPUT, (), (("desire", k), y.shape, y.dtype))
        desired[seed] = np.asarray(desire, y.dtype)
        return seed


def vjp(f: Callable[..., Any], *args: Any) -> tuple[Any, Pull]:
    """``f(*args)``, and the function that pulls desires back to all arguments.

    The pull takes the nesting of the result and returns a tuple, one gradient for each
    argument. It may be called many times; what the run computed is kept for it.

    >>> value, pull = vjp(lambda x, y: x * y, 2.0, 5.0)
    >>> value, pull(1.0)
    (10.0, (5.0, 2.0))
    """
    with scope() as (trace, outermost):
        variables = Variables(trace, f, args, range(len(args)))
        result = f(*variables.args)
        pull = Pull(trace, variables, result, outermost)
        return returned(trace, result, outermost, trace.values.values()), pull


def jvp(
    f: Callable[..., Any], args: Sequence[Any], tangents: Sequence[Any]
) -> tuple[Any, Any]:
    """``f(*args)``, and how it moves when the arguments move along ``tangents``.

    >>> jvp(lambda x, y: x * y, (2.0, 5.0), (1.0, 0.0))
    (10.0, 5.0)
    """
    _check_listed(args, tangents)
    with scope() as (trace, outermost):
        variables = Variables(trace, f, args, range(len(args)))
        nudges = _nudges(trace, variables, args, tangents)
        result = f(*variables.args)
        leaves, structure = flattened(result)
        moved = _pushed(trace, nudges, leaves, outermost)
        return returned(trace, result, outermost, moved), structure.build(moved)


def _check_listed(args: Any, tangents: Any) -> None:
    """Raise for an array where a tuple of arrays is meant: it would be taken apart."""
    if not isinstance(args, (tuple, list)) or not isinstance(tangents, (tuple, list)):
        raise UnsupportedValue(
            "jvp was given arguments or tangents that are not in a tuple",
            why="each argument of the function has a tangent of its own",
            cure="write jvp(f, (x,), (v,))",
        )


def _nudges(
    trace: Trace,
    variables: Variables,
    args: Sequence[Any],
    tangents: Sequence[Any],
) -> dict[Node, Node]:
    given, structure = tree.flatten(tuple(tangents))
    if structure != tree.flatten(tuple(args))[1]:
        raise ShapeMismatch(
            "the tangents have not the nesting of the arguments",
            why="each number among the arguments moves at a rate of its own",
            cure="pass a tuple with a tangent for each argument, nested as they are",
        )
    nudges = {}
    for mark, tangent in zip(variables.marks, given, strict=True):
        check_like(tangent, mark, "tangent", "argument")
        nudges[mark] = lifted(trace, tangent, mark.dtype)
    return nudges


def _pushed(
    trace: Trace, nudges: dict[Node, Node], leaves: Sequence[Any], outermost: bool
) -> list[Any]:
    outputs = [y.node for y in leaves if isinstance(y, Traced)]
    moved = iter(numbers(trace, rippled(nudges, outputs), outermost))
    return [_moved(y, next(moved) if isinstance(y, Traced) else None) for y in leaves]


def _moved(y: Any, found: Any) -> Any:
    value = plain(y)
    if found is None:
        array = as_real(value)
        return NoPath(array.shape, array.dtype if array.dtype.kind == "f" else float)
    return (
        float(found)
        if type(value) is float and not isinstance(found, Traced)
        else found
    )


def hvp(f: Callable[..., Any], argnums: int = 0) -> Callable[..., Any]:
    """The function ``(*args, vector)`` that returns the Hessian times a vector.

    The vector has the nesting of the argument at ``argnums``. Costs a few gradients,
    however long the vector is: one ripple through the sweep (Pearlmutter 1994).

    >>> hvp(lambda x: x**3)(2.0, 1.0)
    12.0
    """
    gradient = grad(f, argnums)

    @functools.wraps(f)
    def product(*args_and_vector: Any, **kwargs: Any) -> Any:
        *args, vector = args_and_vector
        (k,) = positions(f, args, argnums)

        def at(x: Any) -> Any:
            return gradient(*args[:k], x, *args[k + 1 :], **kwargs)

        return jvp(at, (args[k],), (vector,))[1]

    return product
