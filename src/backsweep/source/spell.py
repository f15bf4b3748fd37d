"""How one operation is written in NumPy: operators, calls, indices."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ..errors import UnsupportedValue
from ..graph import Node
from ..ops import (
    ALL,
    ANY,
    CAST,
    CONSTANT,
    GATHER,
    MAX,
    MIN,
    PERMUTE,
    PICK,
    PLACE,
    PUT,
    SCATTER,
    SUM,
)

REDUCTIONS = (SUM, MAX, MIN, ANY, ALL)

# How tightly an expression binds, as in Python's grammar.
CALL, SIGN, PRODUCT, ADDITION, COMPARISON = 5, 4, 3, 2, 1

OPERATORS = {
    "add": ("+", ADDITION),
    "subtract": ("-", ADDITION),
    "multiply": ("*", PRODUCT),
    "divide": ("/", PRODUCT),
    "floor_divide": ("//", PRODUCT),
    "remainder": ("%", PRODUCT),
    "matmul": ("@", PRODUCT),
    "less": ("<", COMPARISON),
    "less_equal": ("<=", COMPARISON),
    "greater": (">", COMPARISON),
    "greater_equal": (">=", COMPARISON),
    "equal": ("==", COMPARISON),
    "not_equal": ("!=", COMPARISON),
}


class Text(NamedTuple):
    """An expression, and how tightly it binds."""

    words: str
    binds: int = CALL

    def within(self, outer: int) -> str:
        """The expression as part of one that binds as tightly as ``outer``."""
        return self.words if self.binds >= outer else f"({self.words})"


def expression(one: Node, inputs: list[Text]) -> Text:
    """The operation as an expression over its inputs' texts."""
    name = one.op.name
    if name in OPERATORS:
        sign, binds = OPERATORS[name]
        left, right = inputs
        return Text(f"{left.within(binds)} {sign} {right.within(binds + 1)}", binds)
    if name == "negative":
        return Text(f"-{inputs[0].within(SIGN)}", SIGN)
    if one.op is CONSTANT:
        return number(one)
    if one.op is PICK:
        return Text(f"{inputs[0].within(CALL)}[{slices(one.params[0], one.inputs[0])}]")
    if one.op is CAST and not one.shape:
        return Text(f"np.{one.dtype.name}({inputs[0].words})")
    if one.op is GATHER:
        return Text(f"{inputs[0].within(CALL)}[{places(one.params[0], inputs[1:])}]")
    if one.op is PERMUTE and one.params[0] == tuple(range(one.ndim))[::-1]:
        return Text(f"{inputs[0].within(CALL)}.T")
    return _call(one, inputs)


def _call(one: Node, inputs: list[Text]) -> Text:
    """A call of the function, or its spelling filled in."""
    spelled = one.op.spelling
    named = dict(zip(one.op.parameters, map(parameter, one.params), strict=True))
    words = [text.words for text in inputs]
    if "{" in spelled:
        tight = [text.within(CALL) for text in inputs]
        return Text(spelled.format(*tight, inputs=", ".join(words), **named))
    if one.op in REDUCTIONS:
        named = _axes(one.params[0], one.inputs[0])
    options = [f"{name}={value}" for name, value in named.items()]
    return Text(f"{spelled}({', '.join([*words, *options])})")


def _axes(axes: Any, source: Node) -> dict[str, str]:
    """The axes of a reduction as one would write them: none if it is over all."""
    if len(axes) == source.ndim:
        return {}
    return {"axis": repr(axes[0] if len(axes) == 1 else axes)}


def parameter(value: Any) -> str:
    """A shape, axes or dtype as source."""
    return f"np.{value.name}" if isinstance(value, np.dtype) else repr(value)


def number(one: Node) -> Text:
    """A constant, exact to the bit."""
    _, shape, _ = one.params
    value = CONSTANT.run(*one.params)
    if shape:
        return Text(array(value))
    if not np.isfinite(value):
        return Text({"inf": "np.inf", "-inf": "-np.inf"}.get(str(value), "np.nan"))
    words = repr(value.item())
    return Text(words, SIGN if words.startswith("-") else CALL)


def typed(one: Node) -> Text:
    """A constant with its dtype: ``np.float32(0.5)``."""
    return Text(f"np.{one.dtype.name}({number(one).words})")


def array(value: np.ndarray) -> str:
    """An array as a literal."""
    if value.size > 10_000:
        raise UnsupportedValue(
            f"an array of {value.size} entries was captured from outside",
            why="source that runs as it stands would have to spell all of them out",
            cure="pass the array as an argument of the function",
        )
    literal = repr(value.tolist()).replace("nan", "np.nan").replace("inf", "np.inf")
    return f"np.array({literal}, np.{value.dtype.name}).reshape({value.shape})"


def slices(triples: Any, source: Node) -> str:
    """``1:, :, ::-1``."""
    parts = zip(triples, source.shape, strict=True)
    return ", ".join(_slice(triple, length) for triple, length in parts)


def _slice(triple: tuple[int, int | None, int], length: int) -> str:
    start, stop, step = triple
    first = "" if start == (0 if step > 0 else length - 1) else str(start)
    last = "" if stop is None or (step > 0 and stop == length) else str(stop)
    return f"{first}:{last}" + (f":{step}" if step != 1 else "")


def places(axes: Any, indices: list[Text]) -> str:
    """The index arrays at their axes."""
    return ", ".join(":" if k is None else indices[k].words for k in axes)


def statements(one: Node, name: str, inputs: list[Text]) -> list[str] | None:
    """The operations that take more than one line; ``None`` for all others."""
    words = [text.words for text in inputs]
    dtype = f"np.{one.dtype.name}"
    if one.op is PLACE:
        cut = slices(one.params[0], one)
        return [
            f"{name} = np.zeros({one.shape}, {dtype})",
            f"{name}[{cut}] = {words[0]}",
        ]
    if one.op is PUT:
        cut = slices(one.params[0], one)
        return [f"{name} = np.array({words[0]})", f"{name}[{cut}] = {words[1]}"]
    if one.op is SCATTER:
        where = places(one.params[0], inputs[1:])
        where = where if "," in where else f"({where},)"
        first = f"{name} = np.zeros({one.shape}, {dtype})"
        index = f"np.s_[{where}]"
        return [first, f"np.add.at({name}, {index}, {words[0]})"]
    return None
