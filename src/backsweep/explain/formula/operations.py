"""How each operation is written: the table of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from ...graph import Node, Operation
from ...ops import (
    CAST,
    CONCATENATE,
    CONSTANT,
    GATHER,
    INPUT,
    MATMUL,
    PERMUTE,
    PICK,
    PLACE,
    PUT,
    RESHAPE,
    WHERE,
    elementwise,
)
from ...source.spell import COMPARISON, OPERATORS
from .algebra import CUT, opposite, power, product, quotient, total
from .expression import (
    Call,
    Choice,
    Compare,
    Entry,
    Formula,
    MatrixProduct,
    Number,
    Symbol,
    Transpose,
)
from .indices import (
    REDUCED,
    entry,
    is_transparent,
    reshape_words,
    shown_shape,
    slice_words,
    trimmed,
)
from .numbers import spelled

SHOWN = 6
"""How many in a row are written out: entries of a constant, inputs that are joined."""


@dataclass
class Known:
    """The formulas at hand: of what has a name, and of what was written already."""

    named: Mapping[Node, Formula]
    made: dict[Node, Formula] = field(default_factory=dict)

    def __call__(self, one: Node) -> Formula:
        """The formula of a node; "…" for what is too far in to be written."""
        return self.named.get(one) or self.made.setdefault(one, replace(CUT))


Write = Callable[[Node, Known], Formula]


def written(one: Node, known: Known) -> Formula:
    """The formula of a node, given those of its inputs."""
    if is_transparent(one):
        return known(one.inputs[0])
    op = LOGICAL.get(one.op, one.op) if one.dtype.kind == "b" else one.op
    inputs = [known(i) for i in one.inputs]
    if op in ENTRYWISE:
        return ENTRYWISE[op](*inputs)
    if one.op in WRITTEN:
        return WRITTEN[one.op](one, known)
    return Call(CALLED.get(one.op.name, one.op.name), tuple(inputs), _options(one))


def _options(one: Node) -> str:
    """The parameters as keywords; reductions over all axes need none."""
    told = dict(zip(one.op.parameters, one.params, strict=True))
    if "axis" in told:
        axes = told["axis"] if one.op in REDUCED else (told["axis"],)
        everything = len(axes) == one.inputs[0].ndim
        told = {} if everything else {"axis": axes[0] if len(axes) == 1 else axes}
    return ", ".join(f"{name}={value}" for name, value in told.items())


def _number(value: Any) -> Formula:
    """A constant as the user may have written it: short decimals are exact."""
    if value.dtype.kind == "b":
        return Symbol(str(value))
    if not np.isfinite(value):
        return Number(float(value))
    short = len(str(value).partition(".")[2]) <= 6 and abs(value) < 1e6
    exact = value.dtype.kind != "f" or (short and "e" not in str(value))
    return Number(Fraction(str(value)) if exact else float(value))


def _constant(one: Node, known: Known) -> Formula:
    value = CONSTANT.run(*one.params)
    if value.size and np.all(value == value.flat[0]):
        return _number(value.flat[0])
    if value.ndim == 1 and value.size <= SHOWN:
        return Symbol(f"[{', '.join(map(spelled, value))}]")
    return Symbol(f"constant array {value.shape}")


def _whole(one: Node, known: Known) -> Formula:
    """The formula of an array that is about to be indexed, its shape made plain."""
    seen = shown_shape(one, known.named)
    if seen == one.shape:
        return known(one)
    name = "reshape" if np.prod(seen) == one.size else "broadcast_to"
    return Call(name, (known(one),), str(one.shape))


def _indexed(of: Formula, words: Sequence[str]) -> Formula:
    """A part of a value: a symbol keeps its whole numbers as its index."""
    if isinstance(of, Symbol) and not of.index and all(w.isdigit() for w in words):
        return replace(of, index=tuple(map(int, words)))
    return Entry(of, ", ".join(words)) if words else of


def _pick(one: Node, known: Known) -> Formula:
    if one.size != 1:
        words = slice_words(one.params[0], one.inputs[0], one.shape)
        return _indexed(_whole(one.inputs[0], known), words)
    source, place = entry(one, known.named)
    of = known(source)
    return of if isinstance(of, Number) else _indexed(of, [*map(str, place)])


def _gather(one: Node, known: Known) -> Formula:
    source, *indices = one.inputs
    places = [":" if k is None else str(known(indices[k])) for k in one.params[0]]
    return Entry(_whole(source, known), ", ".join(trimmed(places)))


def _put(one: Node, known: Known) -> Formula:
    """A part put among the entries of another array, or among zeros."""
    part = one.inputs[-1]
    where = f"[{', '.join(slice_words(one.params[0], one, part.shape))}]"
    options = where if one.op is PUT else f"{where} of zeros{one.shape}"
    return Call(one.op.name, tuple(map(known, one.inputs)), options)


def _permute(one: Node, known: Known) -> Formula:
    (axes,), last = one.params, one.ndim - 1
    turned = (*range(last - 1), last, last - 1)
    if tuple(axes) in (turned, tuple(range(one.ndim))[::-1]):
        return Transpose(known(one.inputs[0]))
    return Call("transpose", (known(one.inputs[0]),), str(axes))


def _reshape(one: Node, known: Known) -> Formula:
    of, words = known(one.inputs[0]), reshape_words(one)
    if words is None:
        return Call("reshape", (of,), str(one.shape))
    return Entry(of, ", ".join(words))


def _matmul(one: Node, known: Known) -> Formula:
    """A vector that stands in as a column is written as the vector."""
    left, right = one.inputs
    if right.op is RESHAPE and right not in known.named:
        (vector,) = right.inputs
        right = vector if (*vector.shape, 1) == right.shape else right
    return MatrixProduct(known(left), known(right))


def _joined(one: Node, known: Known) -> Formula:
    inputs = [known(i) for i in one.inputs]
    if len(inputs) > SHOWN:
        inputs = [*inputs[: SHOWN - 2], CUT, inputs[-1]]
    return Call("concatenate", tuple(inputs), f"axis={one.params[0]}")


def _converted(one: Node, known: Known) -> Formula:
    """A change of meaning, not of precision alone: to integers, or to booleans."""
    return Call("bool" if one.dtype.kind == "b" else "int", (known(one.inputs[0]),))


def _graded(one: Formula) -> Formula:
    """A truth that is chosen as a number: ``1 if z > 0 else 0``."""
    return Choice(one, Number(1), Number(0)) if isinstance(one, Compare) else one


def _call(function: str, *arguments: Formula) -> Formula:
    return Call(function, arguments)


def _compared(sign: str) -> Callable[..., Formula]:
    return lambda x, y: Compare(sign, x, y)


WRITTEN: dict[Operation, Write] = {
    INPUT: lambda one, known: Symbol("?"),
    CONSTANT: _constant,
    CAST: _converted,
    PICK: _pick,
    GATHER: _gather,
    PLACE: _put,
    PUT: _put,
    PERMUTE: _permute,
    RESHAPE: _reshape,
    MATMUL: _matmul,
    CONCATENATE: _joined,
}

# Entry by entry. What is in neither table is written as a call under its name.
ENTRYWISE: dict[Operation, Callable[..., Formula]] = {
    WHERE: lambda when, yes, no: Choice(when, _graded(yes), _graded(no)),
    elementwise(np.negative): opposite,
    elementwise(np.add): total,
    elementwise(np.subtract): lambda x, y: total(x, opposite(y)),
    elementwise(np.multiply): product,
    elementwise(np.divide): quotient,
    elementwise(np.reciprocal): lambda x: quotient(Number(1), x),
    elementwise(np.floor_divide): lambda x, y: _call("floor", quotient(x, y)),
    elementwise(np.square): lambda x: power(x, Number(2)),
    elementwise(np.power): power,
    elementwise(np.float_power): power,
    elementwise(np.exp2): lambda x: power(Number(2), x),
    elementwise(np.expm1): lambda x: total(_call("exp", x), Number(-1)),
    elementwise(np.log1p): lambda x: _call("log", total(Number(1), x)),
    elementwise(np.logical_and): _compared("and"),
    elementwise(np.logical_or): _compared("or"),
    elementwise(np.logical_not): lambda x: _call("not", x),
    **{
        elementwise(getattr(np, name)): _compared(sign)
        for name, (sign, binds) in OPERATORS.items()
        if binds == COMPARISON
    },
}

# On booleans these say the same as ``and``, ``or`` and ``not``.
LOGICAL = {
    elementwise(np.bitwise_and): elementwise(np.logical_and),
    elementwise(np.bitwise_or): elementwise(np.logical_or),
    elementwise(np.invert): elementwise(np.logical_not),
}

CALLED = {
    "absolute": "abs",
    "fabs": "abs",
    "maximum": "max",
    "minimum": "min",
    "rint": "round",
    "logical_xor": "xor",
}
"""Names of functions that read better than NumPy's."""
