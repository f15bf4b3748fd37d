"""``jacobian`` and ``hessian``: all derivatives of all entries."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from ..evaluate import program_for
from ..factors import ones
from ..graph import Node, node
from ..nopath import NoPath
from ..ops import INPUT, PLACE, RESHAPE
from ..trace import Trace, as_real
from ..traced import Traced
from .gradient import grad
from .variables import (
    Argnums,
    Variables,
    flattened,
    numbers,
    plain,
    rippled,
    scope,
    swept,
)

Derive = Callable[[Node], list[Node | None]]


def jacobian(f: Callable[..., Any], argnums: Argnums = 0) -> Callable[..., Any]:
    """The function that returns the derivative of every output entry by every input.

    For a result of shape S and an argument of shape T the Jacobian has the shape S + T.
    Nestings nest: the result's outside, the argument's inside. Takes one sweep for each
    output entry or one ripple for each input entry, whichever are fewer.

    >>> import numpy as np
    >>> jacobian(lambda x: x**2)(np.array([1.0, 3.0]))
    array([[2., 0.],
           [0., 6.]])
    """

    @functools.wraps(f)
    def blocks(*args: Any, **kwargs: Any) -> Any:
        with scope() as (trace, outermost):
            variables = Variables(trace, f, args, argnums)
            leaves, structure = flattened(f(*variables.args, **kwargs))
            rows = _rows(trace, variables.marks, leaves, outermost)
            return structure.build([variables.nest(row, outermost) for row in rows])

    return blocks


def hessian(f: Callable[..., Any], argnums: Argnums = 0) -> Callable[..., Any]:
    """The function that returns all second derivatives of a scalar ``f``.

    One ripple through the sweep for each entry of the argument.

    >>> hessian(lambda x: x**3)(2.0)
    12.0
    """
    return jacobian(grad(f, argnums), argnums)


def _rows(
    trace: Trace, marks: Sequence[Node], leaves: Sequence[Any], outermost: bool
) -> list[list[Any]]:
    """For each output leaf the blocks for all variables, as nodes or arrays."""
    outputs = [y.node for y in leaves if isinstance(y, Traced)]
    basis = Basis(trace, outermost)
    forward = sum(x.size for x in marks) <= sum(y.size for y in outputs)
    found = iter((_by_ripples if forward else _by_sweeps)(basis, marks, outputs))
    return [
        _row(y, next(found) if isinstance(y, Traced) else None, marks) for y in leaves
    ]


def _row(y: Any, blocks: list[Any] | None, marks: Sequence[Node]) -> list[Any]:
    shape = as_real(plain(y)).shape
    given = blocks if blocks is not None else [None] * len(marks)
    return [
        NoPath(shape + x.shape, x.dtype) if block is None else block
        for block, x in zip(given, marks, strict=True)
    ]


def _by_sweeps(
    basis: Basis, marks: Sequence[Node], outputs: Sequence[Node]
) -> list[list[Any]]:
    return [
        [
            basis.shaped(stacked, y.shape + x.shape)
            for stacked, x in zip(basis.run(y, _sweeping(y, marks)), marks, strict=True)
        ]
        for y in outputs
    ]


def _sweeping(y: Node, marks: Sequence[Node]) -> Derive:
    return lambda seed: swept({y: seed}, marks)


def _by_ripples(
    basis: Basis, marks: Sequence[Node], outputs: Sequence[Node]
) -> list[list[Any]]:
    columns = [
        [
            basis.shaped(stacked, y.shape + x.shape, last=True)
            for stacked, y in zip(
                basis.run(x, _rippling(x, outputs)), outputs, strict=True
            )
        ]
        for x in marks
    ]
    return (
        [list(row) for row in zip(*columns, strict=True)]
        if columns
        else [[]] * len(outputs)
    )


def _rippling(x: Node, outputs: Sequence[Node]) -> Derive:
    return lambda seed: rippled({x: seed}, outputs)


class Basis:
    """Runs a derivation once for each basis vector, and stacks what comes out."""

    def __init__(self, trace: Trace, outermost: bool):
        self._trace, self._outermost = trace, outermost

    def run(self, like: Node, derive: Derive) -> list[Any]:
        """For each result of ``derive``: all of them stacked, ``None`` for no path."""
        return (
            self._repeated(like, derive)
            if self._outermost
            else self._unrolled(like, derive)
        )

    def shaped(self, stacked: Any, shape: tuple[int, ...], last: bool = False) -> Any:
        """The stack in its final shape; the stacked axis goes ``last`` if asked to."""
        if stacked is None:
            return None
        return np.reshape(np.moveaxis(stacked, 0, -1) if last else stacked, shape)

    def _repeated(self, like: Node, derive: Derive) -> list[Any]:
        """One program, run with one unit vector after the other."""
        seed = node(INPUT, (), (("unit", 0), like.shape, like.dtype))
        nodes = derive(seed)
        asked = [one for one in nodes if one is not None]
        program = program_for(asked, {**self._trace.values, seed: None})
        rows = []
        for unit in _units(like):
            known = {**self._trace.values, seed: unit}
            with np.errstate(all="ignore"):
                rows.append(program.run([known[one] for one in program.inputs]))
        columns = iter([_stack(rows, k, one) for k, one in enumerate(asked)])
        return [None if one is None else next(columns) for one in nodes]

    def _unrolled(self, like: Node, derive: Derive) -> list[Any]:
        """One derivation for each unit vector, in the graph of an outer derivative."""
        rows = [derive(unit) for unit in _unit_nodes(like)]
        if not rows:
            return derive(ones(like))
        stacks: list[Any] = [
            None if parts[0] is None else np.stack(parts)
            for parts in zip(*rows, strict=True)
        ]
        return numbers(self._trace, stacks, self._outermost)


def _stack(rows: Sequence[Any], k: int, one: Node) -> np.ndarray:
    if not rows:
        return np.zeros((0, *one.shape), one.dtype)
    return np.stack([np.broadcast_to(row[k], one.shape) for row in rows])


def _units(like: Node) -> Iterator[np.ndarray]:
    for place in range(like.size):
        unit = np.zeros(like.size, like.dtype)
        unit[place] = 1
        yield unit.reshape(like.shape)


def _unit_nodes(like: Node) -> Iterator[Node]:
    (one,) = ones(like).inputs or (ones(like),)
    entry = node(RESHAPE, (one,), ((1,),))
    for place in range(like.size):
        flat = node(PLACE, (entry,), (((place, place + 1, 1),), (like.size,)))
        yield node(RESHAPE, (flat,), (like.shape,))
