"""How meanings make new arrays: apply an operation, convert, spread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..arrays import MEANING, Array
from ..errors import LeakedValue, spelling
from ..graph import Node, Operation, Params, Shape, node
from ..ops import (
    CAST,
    RESHAPE,
    SPREAD,
    WHERE,
    constant,
    constant_value,
    elementwise,
    loop_dtypes,
)

PYTHON_NUMBERS = (float, int, bool)


def owner(args: Sequence[Any]) -> Any:
    """The array whose way of applying counts: a traced value before a bare node."""
    ours = [a for a in args if isinstance(a, Array)] or _among(args)
    traced = [a for a in ours if not isinstance(a, Node)]
    return (traced or ours)[0]


def _among(args: Sequence[Any]) -> list[Any]:
    """The arrays of ours in lists."""
    lists = [a for a in args if isinstance(a, (list, tuple))]
    return [a for part in lists for a in (*part, *_among(part)) if isinstance(a, Array)]


def lifted(*args: Any) -> list[Any]:
    """As ``np.asarray`` of each: arrays of ours, a plain one captured as it came."""
    one = owner(args)
    if not isinstance(one, Node):
        return [one.lift(stacked(a)) for a in args]
    return [a if isinstance(a, Node) else constant(a) for a in args]


def stacked(nested: Any) -> Any:
    """Nested lists with arrays of ours among them as one array; others as they are."""
    if not (isinstance(nested, (list, tuple)) and holds(nested)):
        return nested
    return MEANING[np.stack]([stacked(part) for part in nested])


def holds(nested: Any) -> bool:
    """Whether there is an array of ours among nested lists."""
    if isinstance(nested, (list, tuple)):
        return any(map(holds, nested))
    return isinstance(nested, Array)


def decided(x: Any) -> Any:
    """``x`` as plain numbers: a traced one becomes a decision of the path."""
    return x.decided() if isinstance(x, Array) else x


def apply(op: Operation, inputs: Sequence[Any], params: Params = ()) -> Any:
    """Apply a primitive operation to ``inputs``, at least one of them an ``Array``."""
    one = owner(inputs)
    if not isinstance(one, Node):
        return one.apply(op, inputs, params)
    return node(
        op, tuple(i if isinstance(i, Node) else constant(i) for i in inputs), params
    )


def together(compute: Any, build: Any, *args: Any) -> Any:
    """``build(*args)``; its parts have no values of their own, ``compute`` does all."""
    one = owner(args)
    return (
        build(*args) if isinstance(one, Node) else one.together(compute, build, *args)
    )


def kind(arg: Any) -> Any:
    """What decides promotion: the dtype, or the type of a Python number."""
    return type(arg) if type(arg) in PYTHON_NUMBERS else arg.dtype


def cast(one: Node, dtype: np.dtype) -> Node:
    """The node converted to ``dtype``; itself if it has it."""
    return one if one.dtype == dtype else node(CAST, (one,), (dtype,))


def converted(x: Any, dtype: Any) -> Any:
    """``x`` in another dtype; itself if it has it or if ``dtype`` is ``None``."""
    if dtype is None or x.dtype == dtype:
        return x
    return apply(CAST, lifted(x), (np.dtype(dtype),))


def spread(one: Node, shape: Shape) -> Node:
    """The node broadcast to ``shape``; itself if it has it."""
    return one if one.shape == shape else node(SPREAD, (one,), (shape,))


def common_shape(inputs: Sequence[Any]) -> Shape:
    """The broadcast shape of nodes and Python numbers."""
    shapes = {one.shape for one in inputs if isinstance(one, Node)}
    return shapes.pop() if len(shapes) == 1 else np.broadcast_shapes(*shapes)


def entrywise(ufunc: np.ufunc, inputs: Sequence[Any]) -> Any:
    """``ufunc`` on our arrays, entry by entry."""
    one = owner(inputs)
    if not isinstance(one, Node):
        return one.entrywise(ufunc, inputs)
    nodes = [as_input(i) for i in inputs]
    made = entrywise_node(ufunc, nodes, [kind(i) for i in nodes])
    number = folded(made)
    return made if number is None else number


def folded(one: Node) -> Node | None:
    """What an entrywise operation on numbers gives: a number; ``None`` for others."""
    numbers = [constant_value(i) for i in one.inputs]
    if any(number is None for number in numbers):
        return None
    with np.errstate(all="ignore"):
        return spread(constant(one.op.run(*numbers), one.dtype), one.shape)


def as_input(one: Any) -> Any:
    """Plain arrays as constants; nodes and Python numbers as they are."""
    number = isinstance(one, Node) or type(one) in PYTHON_NUMBERS
    return one if number else constant(one)


def entrywise_node(
    ufunc: np.ufunc, inputs: Sequence[Any], kinds: Sequence[Any]
) -> Node:
    """``ufunc`` on nodes and Python numbers, promoted and broadcast as NumPy does."""
    dtypes = loop_dtypes(ufunc, tuple(kinds))
    shape = common_shape(inputs)
    return node(elementwise(ufunc), fitted(inputs, dtypes, shape))


def fitted(
    inputs: Sequence[Any], dtypes: Sequence[np.dtype], shape: Shape
) -> tuple[Node, ...]:
    """The inputs as nodes of just these dtypes and this shape."""
    pairs = zip(inputs, dtypes, strict=False)
    return tuple([spread(as_node(one, dtype), shape) for one, dtype in pairs])


def as_node(one: Any, dtype: np.dtype) -> Node:
    """A node or a number as a node of ``dtype``."""
    return cast(one, dtype) if isinstance(one, Node) else constant(one, dtype)


def choose(condition: Any, x: Any, y: Any) -> Any:
    """``np.where`` on our arrays."""
    one = owner((condition, x, y))
    if not isinstance(one, Node):
        return one.choose(condition, x, y)
    nodes = [as_input(i) for i in (condition, x, y)]
    made = choose_node(nodes, [kind(i) for i in nodes])
    always = constant_value(made.inputs[0])
    return made if always is None else made.inputs[1 if always else 2]


def choose_node(inputs: Sequence[Any], kinds: Sequence[Any]) -> Node:
    """``np.where`` on nodes and numbers, promoted and broadcast as NumPy does."""
    dtype = np.result_type(*[k(0) if isinstance(k, type) else k for k in kinds[1:]])
    dtypes = (np.dtype(bool), dtype, dtype)
    return node(WHERE, fitted(inputs, dtypes, common_shape(inputs)))


def expand(x: Any, shape: Shape) -> Any:
    """``x`` reshaped, or itself if it has the shape; plain arrays stay plain."""
    if np.shape(x) == shape:
        return x
    ours = isinstance(x, Array)
    return apply(RESHAPE, (x,), (shape,)) if ours else np.reshape(x, shape)


def keep(result: Any, shape: Shape, axes: tuple[int, ...]) -> Any:
    """``result`` with the reduced axes back, of length 1."""
    return expand(result, tuple([1 if k in axes else n for k, n in enumerate(shape)]))


def filled(like: Any, number: Any, shape: Shape, dtype: np.dtype) -> Any:
    """An array of one number, traced where ``like`` is."""
    one = spread(constant(number, dtype), shape)
    return one if isinstance(like, Node) else like.filled(one)


def refuse_out(function: Any, out: Any) -> None:
    """Raise for ``out=``, which NumPy also makes of ``+=`` on a plain array."""
    if out is not None:
        raise LeakedValue(
            f"{spelling(function)} was told to write its result into an array "
            "(out=, or an operator like += on a plain array)",
            why="a plain array carries no chain, so the gradient would be lost",
            cure="use the result: x = x + y instead of x += y, "
            "y = np.exp(x) instead of out=y",
        )
