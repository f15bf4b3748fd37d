"""The table of operations: what each computes with NumPy, and the shape it gives.

Elementwise operations take inputs of one shape and of just the dtype that NumPy's inner
loop wants: broadcasting is a ``spread`` node and a conversion a ``cast`` node, so no
rule and no loop ever mentions either.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from .errors import spelling
from .graph import Node, Operation, Params, Shape, node

PYTHON_NUMBERS = (float, int, bool)
Inputs = tuple[Node, ...]
Slices = tuple[tuple[int | None, int | None, int], ...]


@functools.lru_cache(maxsize=4096)
def loop_dtypes(ufunc: np.ufunc, kinds: tuple[Any, ...]) -> tuple[np.dtype, ...]:
    """The dtypes of the inner loop that ``ufunc`` runs on these inputs, result last.

    ``kinds`` are dtypes, or ``float``, ``int``, ``bool`` for Python numbers, which give
    way to arrays (NEP 50).

    >>> loop_dtypes(np.multiply, (np.dtype("f4"), float))
    (dtype('float32'), dtype('float32'), dtype('float32'))
    """
    known = [np.dtype(bool) if kind is bool else kind for kind in kinds]
    return ufunc.resolve_dtypes((*known, *[None] * ufunc.nout))


@functools.cache
def elementwise(ufunc: np.ufunc) -> Operation:
    """The operation that applies ``ufunc`` entry by entry."""

    def infer(inputs: Inputs, params: Params) -> tuple[Shape, np.dtype]:
        return inputs[0].shape, loop_dtypes(ufunc, tuple(i.dtype for i in inputs))[-1]

    name = ufunc.__name__
    return Operation(name, ufunc, infer, spelling=spelling(ufunc), elementwise=True)


def _same(inputs: Inputs, params: Params) -> tuple[Shape, np.dtype]:
    return inputs[0].shape, inputs[0].dtype


def _reshaped(inputs: Inputs, params: Params) -> tuple[Shape, np.dtype]:
    return params[0], inputs[0].dtype


def _permuted(inputs: Inputs, params: Params) -> tuple[Shape, np.dtype]:
    shape, (axes,) = inputs[0].shape, params
    return tuple(shape[axis] for axis in axes), inputs[0].dtype


def _picked(inputs: Inputs, params: Params) -> tuple[Shape, np.dtype]:
    (slices,) = params
    lengths = zip(inputs[0].shape, slices, strict=True)
    return tuple(len(range(n)[slice(*s)]) for n, s in lengths), inputs[0].dtype


def _placed(inputs: Inputs, params: Params) -> tuple[Shape, np.dtype]:
    return params[-1], inputs[0].dtype


def _joined(inputs: Inputs, params: Params) -> tuple[Shape, np.dtype]:
    (axis,), shape = params, list(inputs[0].shape)
    shape[axis] = sum(i.shape[axis] for i in inputs)
    return tuple(shape), inputs[0].dtype


def _gathered(inputs: Inputs, params: Params) -> tuple[Shape, np.dtype]:
    (axes,), source = params, inputs[0]
    indices = [np.broadcast_to(np.intp(0), i.shape) for i in inputs[1:]]
    hollow = np.broadcast_to(source.dtype.type(0), source.shape)
    if not source.size:
        return _gathered_from_empty(source, indices, axes), source.dtype
    return hollow[_key(indices, axes)].shape, source.dtype


def _gathered_from_empty(source: Node, indices: list[Any], axes: Any) -> Shape:
    """As ``_gathered``, where indexing itself would find nothing to take."""
    padded = tuple(max(n, 1) for n in source.shape)
    shape = np.broadcast_to(np.int8(0), padded)[_key(indices, axes)].shape
    count = np.broadcast(*indices).ndim if indices else 0
    kept = [n for n, axis in zip(source.shape, axes, strict=True) if axis is None]
    front = next(k for k, axis in enumerate(axes) if axis is not None)
    apart = any(a is None for a in axes[front : front + len(indices)])
    start = 0 if apart else front
    return (*kept[:start], *shape[start : start + count], *kept[start:])


@functools.cache
def _reduced_dtype(function: Callable[..., Any], dtype: np.dtype) -> np.dtype:
    return function(np.ones(1, dtype), axis=0).dtype


def _reduction(function: Callable[..., Any]) -> Callable[[Inputs, Params], Any]:
    def infer(inputs: Inputs, params: Params) -> tuple[Shape, np.dtype]:
        (axes,), shape = params, inputs[0].shape
        kept = tuple(n for k, n in enumerate(shape) if k not in axes)
        return kept, _reduced_dtype(function, inputs[0].dtype)

    return infer


def _found(inputs: Inputs, params: Params) -> tuple[Shape, np.dtype]:
    (axis,), shape = params, inputs[0].shape
    return shape[:axis] + shape[axis + 1 :], np.dtype(np.intp)


def _product(inputs: Inputs, params: Params) -> tuple[Shape, np.dtype]:
    left, right = inputs
    return (*left.shape[:-1], right.shape[-1]), left.dtype


def _key(indices: Any, axes: tuple[int | None, ...]) -> tuple[Any, ...]:
    """NumPy's index: the array numbered in ``axes``, or everything, for each axis."""
    return tuple(slice(None) if k is None else indices[k] for k in axes)


def _slices(slices: Slices) -> tuple[slice, ...]:
    return tuple(slice(*s) for s in slices)


def _reshape(x: Any, shape: Shape) -> Any:
    made = np.reshape(x, shape)
    return made if shape else made[()]  # what has no axes is a number


def _place(x: Any, slices: Slices, shape: Shape) -> np.ndarray:
    out = np.zeros(shape, x.dtype)
    out[_slices(slices)] = x
    return out


def _put(x: Any, new: Any, slices: Slices) -> np.ndarray:
    out = np.array(x)
    out[_slices(slices)] = new
    return out


def _gather(x: Any, *rest: Any) -> Any:
    return x[_key(rest[:-1], rest[-1])]


def _scatter(values: Any, *rest: Any) -> np.ndarray:
    *indices, axes, shape = rest
    out = np.zeros(shape, values.dtype)
    np.add.at(out, _key(indices, axes), values)
    return out


def _length(x: Any, axis: tuple[int, ...]) -> Any:
    return np.sqrt(np.add.reduce(np.square(x), axis=axis))


def _sum(x: Any, axis: tuple[int, ...]) -> Any:
    return np.add.reduce(x, axis=axis)


def _any(x: Any, axis: tuple[int, ...]) -> Any:
    return np.logical_or.reduce(x, axis=axis)


def _all(x: Any, axis: tuple[int, ...]) -> Any:
    return np.logical_and.reduce(x, axis=axis)


def _max(x: Any, axis: tuple[int, ...]) -> Any:
    return np.maximum.reduce(x, axis=axis)


def _min(x: Any, axis: tuple[int, ...]) -> Any:
    return np.minimum.reduce(x, axis=axis)


def _not_run(*args: Any) -> Any:
    raise RuntimeError("an input has no value of its own")


# Leaves.
INPUT = Operation(
    "input", _not_run, lambda i, p: (p[1], p[2]), ("index", "shape", "dtype")
)
CONSTANT = Operation(
    "constant",
    lambda dtype, shape, bits: np.frombuffer(bits, dtype).reshape(shape)[()],
    lambda i, p: (p[1], p[0]),
    ("dtype", "shape", "bits"),
)
# Identities: a mark keeps apart what is differentiated with respect to what, and the
# chain ends at a stop.
MARK = Operation("mark", lambda x, serial: x, _same, ("serial",), "{0}")
STOP = Operation("stop", lambda x: x, _same, (), "{0}")
# Conversions and shapes.
CAST = Operation(
    "cast",
    lambda x, dtype: dtype.type(x) if type(x) in PYTHON_NUMBERS else x.astype(dtype),
    lambda i, p: (i[0].shape, p[0]),
    ("dtype",),
    "{0}.astype({dtype})",
)
SPREAD = Operation(
    "spread",
    np.broadcast_to,
    _reshaped,
    ("shape",),
    "np.broadcast_to({inputs}, {shape})",
)
RESHAPE = Operation(
    "reshape", _reshape, _reshaped, ("shape",), "np.reshape({inputs}, {shape})"
)
PERMUTE = Operation(
    "permute", np.transpose, _permuted, ("axes",), "np.transpose({inputs}, {axes})"
)
CONCATENATE = Operation(
    "concatenate",
    lambda *rest: np.concatenate(rest[:-1], axis=rest[-1]),
    _joined,
    ("axis",),
    "np.concatenate(({inputs}), axis={axis})",
)
# Parts.
PICK = Operation(
    "pick", lambda x, slices: x[_slices(slices)], _picked, ("slices",), "{0}[{slices}]"
)
PLACE = Operation("place", _place, _placed, ("slices", "shape"))
PUT = Operation("put", _put, _same, ("slices",))
GATHER = Operation("gather", _gather, _gathered, ("axes",))
SCATTER = Operation("scatter", _scatter, _placed, ("axes", "shape"))
# Reductions over a tuple of axes, and searches along one.
SUM = Operation("sum", _sum, _reduction(np.add.reduce), ("axis",), "np.sum")
MAX = Operation("max", _max, _reduction(np.maximum.reduce), ("axis",), "np.max")
MIN = Operation("min", _min, _reduction(np.minimum.reduce), ("axis",), "np.min")
ANY = Operation("any", _any, _reduction(np.logical_or.reduce), ("axis",), "np.any")
ALL = Operation("all", _all, _reduction(np.logical_and.reduce), ("axis",), "np.all")
LENGTH = Operation(
    "length",
    _length,
    _reduction(np.add.reduce),
    ("axis",),
    "np.sqrt(np.sum(np.square({0}), axis={axis}))",
)
ARGMAX = Operation("argmax", np.argmax, _found, ("axis",), "np.argmax")
ARGMIN = Operation("argmin", np.argmin, _found, ("axis",), "np.argmin")
ARGSORT = Operation(
    "argsort",
    lambda x, axis: np.argsort(x, axis=axis, kind="stable"),
    lambda i, p: (i[0].shape, np.dtype(np.intp)),
    ("axis",),
    "np.argsort({0}, axis={axis}, kind='stable')",
)
CUMSUM = Operation("cumsum", np.cumsum, _same, ("axis",), "np.cumsum")
# Products and choices.
MATMUL = Operation("matmul", np.matmul, _product, (), "np.matmul")
WHERE = Operation(
    "where",
    np.where,
    lambda i, p: (i[1].shape, i[1].dtype),
    (),
    "np.where",
    elementwise=True,
)


def constant(value: Any, dtype: Any = None) -> Node:
    """The node of a number or small array, kept to the bit.

    >>> constant(0.5) is constant(0.5), constant(-0.0) is constant(0.0)
    (True, False)
    """
    number = np.asarray(value, dtype)
    return node(CONSTANT, (), (number.dtype, number.shape, number.tobytes()))


REARRANGING = frozenset((SPREAD, RESHAPE, PERMUTE))


def constant_value(one: Node) -> Any:
    """The one number that stands in every entry; ``None`` if that is not known."""
    while one.op in REARRANGING:
        one = one.inputs[0]
    return CONSTANT.run(*one.params) if one.op is CONSTANT and not one.shape else None
