"""A graph of arrays taken apart into a graph of single numbers.

Every entry becomes a node of its own, ``W1[0,2]``, so that a small network of vectors
is explained as the lesson's chain is: the operations run on arrays of nodes.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ..graph import Node, Operation, node
from ..ops import (
    ARGMAX,
    ARGMIN,
    ARGSORT,
    CAST,
    CONCATENATE,
    CONSTANT,
    CUMSUM,
    GATHER,
    INPUT,
    LENGTH,
    MARK,
    MATMUL,
    MAX,
    MIN,
    PERMUTE,
    PICK,
    PLACE,
    PUT,
    REARRANGING,
    SCATTER,
    STOP,
    SUM,
    constant,
    elementwise,
)
from .errors import TooLarge
from .formula.expression import Entry, Formula, Symbol
from .formula.spelling import formula_of
from .run import Run

LIMIT = 60_000
ADD, MULTIPLY, MAXIMUM, MINIMUM, SQUARE, SQRT = map(
    elementwise, (np.add, np.multiply, np.maximum, np.minimum, np.square, np.sqrt)
)
FOUND = (ARGMAX, ARGMIN, ARGSORT)
MOVES = frozenset((*REARRANGING, PERMUTE, PICK, CONCATENATE))
Scalars = Any
"""An array of nodes without axes; NumPy has no type for what stands in it."""


def size(run: Run) -> int:
    """How many single numbers are computed on the way to the cost."""
    return sum(
        one.size * (one.inputs[0].shape[-1] if one.op is MATMUL else 1)
        for one in run.order
    )


def scalars(run: Run) -> Run:
    """The same run, entry by entry. Raises ``TooLarge`` beyond ``LIMIT`` numbers."""
    if all(one.shape == () for one in run.order):
        return run
    if size(run) > LIMIT:
        raise TooLarge(
            f"{run.title} computes {size(run):,} single numbers",
            cure="ask for its layers, or explain one row and a smaller network",
        )
    apart: dict[Node, Scalars] = {}
    for one in run.order:
        apart[one] = _apart(run, one, [apart[i] for i in _inputs(run, one)])
    return _scalar_run(run, apart)


def _inputs(run: Run, one: Node) -> tuple[Node, ...]:
    return () if one in run.varied else one.inputs


def _scalar_run(run: Run, apart: dict[Node, Scalars]) -> Run:
    known: dict[Node, Any] = {}
    for one, nodes in apart.items():
        if not _inputs(run, one) and one.op is not CONSTANT:
            values = np.broadcast_to(np.asarray(run.values(one)), one.shape)
            known.update(zip(nodes.flat, values.flat, strict=True))
    return replace(
        run,
        cost=apart[run.cost].item(),
        variables={
            str(Symbol(name, k)): apart[one][k]
            for name, one in run.variables.items()
            for k in np.ndindex(one.shape)
        },
        symbols=_symbols(run, apart),
        expressions=_expressions(run, apart),
        values=run.values.changed(known, {}),
        places={part: run.places.get(one) for one in apart for part in apart[one].flat},
    )


def _symbols(run: Run, apart: dict[Node, Scalars]) -> dict[Node, Symbol]:
    """Each entry of a named value by its index; a name of its own goes before that."""
    made: dict[Node, Symbol] = {}
    for one, symbol in run.symbols.items():
        for k in np.ndindex(one.shape) if one in apart else ():
            part = apart[one][k]
            if isinstance(symbol, Symbol) and (part not in made or not k):
                made[part] = replace(symbol, index=k)
    return made


def _expressions(run: Run, apart: dict[Node, Scalars]) -> dict[Node, Formula]:
    """Entries of what has no name, as the user's code has it: ``(x @ W1 + b1)[1]``."""
    made: dict[Node, Formula] = {}
    for one in run.computed:
        if one.shape and one not in run.symbols:
            whole = formula_of(one, run.symbols)
            for k in np.ndindex(one.shape):
                made[apart[one][k]] = Entry(whole, ",".join(map(str, k)))
    return made


def _apart(run: Run, one: Node, inputs: list[Scalars]) -> Scalars:
    """The entries of ``one``, given those of its inputs."""
    if not inputs and one.op is not CONSTANT:
        return _each(one.shape, lambda k: node(INPUT, (), ((one, k), (), one.dtype)))
    if one.op is CONSTANT or one.op in FOUND or one.dtype.kind in "iu":
        values = np.broadcast_to(np.asarray(run.values(one)), one.shape)
        return _each(one.shape, lambda k: constant(values[k], one.dtype))
    if one.op is MARK:
        return inputs[0]
    if one.op.elementwise or one.op in (CAST, STOP) or not one.shape + _shapes(one):
        return _entrywise(one.op, one.params, *inputs)
    if one.op in MOVES:
        return _boxed(one.op.run(*inputs, *one.params))
    if one.op in TAKEN_APART:
        return _boxed(TAKEN_APART[one.op](run, one, inputs))
    raise TooLarge(
        f"{one.op.name} is one closed step on arrays {_shapes(one)}",
        why="its single entries cannot be followed",
        cure="explain it by layers, or write it with NumPy's own operations",
    )


def _shapes(one: Node) -> tuple[int, ...]:
    return tuple(n for i in one.inputs for n in i.shape)


def _each(shape: tuple[int, ...], make: Callable[[Any], Node]) -> Scalars:
    made = np.empty(shape, object)
    for k in np.ndindex(shape):
        made[k] = make(k)
    return made


def _boxed(value: Any) -> Scalars:
    """As an array, also if it is one node."""
    return value if isinstance(value, np.ndarray) else _each((), lambda k: value)


def _entrywise(op: Operation, params: Any, *inputs: Scalars) -> Scalars:
    make = np.frompyfunc(lambda *parts: node(op, parts, params), len(inputs), 1)
    return _boxed(make(*inputs))


def _reduced(op: Operation, x: Scalars, axes: Sequence[int]) -> Scalars:
    """Entries joined two by two along the axes."""
    ends = range(x.ndim - len(axes), x.ndim)
    last = np.moveaxis(x, axes, ends) if axes else x[..., None]
    kept = [n for k, n in enumerate(x.shape) if k not in axes]
    rows = last.reshape(*kept, math.prod(x.shape[k] for k in axes))
    return _each(
        rows.shape[:-1],
        lambda k: _joined(op, rows[k].tolist()),
    )


def _joined(op: Operation, parts: Sequence[Node]) -> Node:
    if not parts:
        return constant(0.0)  # the sum of nothing: other operations refuse it
    return functools.reduce(lambda a, b: node(op, (a, b)), parts)


def _product(run: Run, one: Node, inputs: list[Scalars]) -> Scalars:
    left, right = inputs
    pairs = _entrywise(MULTIPLY, (), *_paired(left, right))
    return _reduced(ADD, pairs, (pairs.ndim - 2,))


def _paired(left: Scalars, right: Scalars) -> tuple[Scalars, Scalars]:
    """Every entry of a row beside every entry of a column."""
    return left[..., :, :, None], right[..., None, :, :]


def _length(run: Run, one: Node, inputs: list[Scalars]) -> Scalars:
    squares = _entrywise(SQUARE, (), inputs[0])
    return _entrywise(SQRT, (), _reduced(ADD, squares, one.params[0]))


def _running(run: Run, one: Node, inputs: list[Scalars]) -> Scalars:
    add = np.frompyfunc(lambda a, b: node(ADD, (a, b)), 2, 1)
    return add.accumulate(inputs[0], axis=one.params[0])


def _gathered(run: Run, one: Node, inputs: list[Scalars]) -> Scalars:
    indices = [np.asarray(run.values(i)) for i in one.inputs[1:]]
    return one.op.run(inputs[0], *indices, *one.params)


def _among_zeros(run: Run, one: Node, inputs: list[Scalars]) -> Scalars:
    """Entries placed, or added, where the operation puts them; zeros elsewhere."""
    count = inputs[0].size
    indices = [np.asarray(run.values(i)) for i in one.inputs[1:]]
    zero = constant(0, one.dtype)
    made = _each(one.shape, lambda k: zero)
    for k in range(count):
        single = (np.arange(count) == k).reshape(inputs[0].shape).astype(int)
        for there in np.argwhere(one.op.run(single, *indices, *one.params)):
            place, part = tuple(there), inputs[0].flat[k]
            known = made[place]
            made[place] = part if known is zero else node(ADD, (known, part))
    return made


TAKEN_APART: dict[Operation, Callable[[Run, Node, list[Scalars]], Scalars]] = {
    SUM: lambda run, one, inputs: _reduced(ADD, inputs[0], one.params[0]),
    MAX: lambda run, one, inputs: _reduced(MAXIMUM, inputs[0], one.params[0]),
    MIN: lambda run, one, inputs: _reduced(MINIMUM, inputs[0], one.params[0]),
    MATMUL: _product,
    LENGTH: _length,
    CUMSUM: _running,
    GATHER: _gathered,
    PLACE: _among_zeros,
    SCATTER: _among_zeros,
    PUT: lambda run, one, inputs: one.op.run(*inputs, *one.params),
}
