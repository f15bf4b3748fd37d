"""The arguments of a call as variables of a trace, and its results as numbers."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from .. import tree
from ..chain import ripple, sweep
from ..errors import IntegerArgument, ShapeMismatch, UnsupportedValue
from ..evaluate import Kept, evaluate, fresh
from ..graph import Node
from ..names import argument_name, function_name, leaf_names
from ..nopath import NoPath
from ..trace import Trace, as_real, current, tracing
from ..traced import Traced

Argnums = int | Sequence[int]
_derived: Kept[list[Node | None]] = Kept(512)


@contextmanager
def scope() -> Iterator[tuple[Trace, bool]]:
    """The trace to work in, and whether it is the outermost: then results are plain."""
    going_on = current()
    if going_on is not None:
        yield going_on, False
    else:
        with tracing() as trace:
            yield trace, True


class Variables:
    """The arguments of a call, those at ``argnums`` as variables of the trace."""

    def __init__(
        self, trace: Trace, f: Callable[..., Any], args: Sequence[Any], argnums: Argnums
    ):
        self.trace, self.single = trace, hasattr(argnums, "__index__")
        self.marks: list[Node] = []
        self.originals: list[Any] = []
        self.structures: list[tree.Structure] = []
        self.args = list(args)
        for index in positions(f, args, argnums):
            self.args[index] = self._variable(f, index, args[index])
        self._name_others(f)

    def _variable(self, f: Callable[..., Any], index: int, value: Any) -> Any:
        leaves, structure = tree.flatten(value)
        names = leaf_names(f, index, value)
        self.structures.append(structure)
        return structure.build(
            [self._leaf(f, *one) for one in zip(leaves, names, strict=True)]
        )

    def _leaf(self, f: Callable[..., Any], value: Any, name: str) -> Traced:
        known = isinstance(value, Traced)
        number = value.current() if known else value
        check_differentiable(f, number, name)
        one = value.node if known else self.trace.leaf(value, name)
        mark = self.trace.mark(one, name)
        self.marks.append(mark)
        self.originals.append(number)
        return Traced(self.trace, mark, number)

    def _name_others(self, f: Callable[..., Any]) -> None:
        """Arrays that are passed on as they are still have the names of arguments."""
        for index, value in enumerate(self.args):
            if isinstance(value, np.ndarray):
                self.trace.argument_names[id(value)] = argument_name(f, index)

    def nest(self, found: Sequence[Any], outermost: bool) -> Any:
        """Gradients in the nesting of the arguments."""
        rest = iter(zip(found, self.originals, self.marks, strict=True))
        nested = []
        for structure in self.structures:
            leaves = [
                _shaped(*next(rest), outermost) for _ in range(structure.leaf_count)
            ]
            nested.append(structure.build(leaves))
        return nested[0] if self.single else tuple(nested)


def positions(
    f: Callable[..., Any], args: Sequence[Any], argnums: Argnums
) -> tuple[int, ...]:
    """The arguments that ``argnums`` names, counted from 0; raises if it names none."""
    wanted = argnums if isinstance(argnums, Iterable) else (argnums,)
    try:
        found = tuple(range(len(args))[operator.index(k)] for k in wanted)
    except (TypeError, IndexError):
        found = None
    if found is None or len(set(found)) < len(found):
        raise UnsupportedValue(
            f"{function_name(f)} was called with {len(args)} positional arguments, and "
            f"argnums asks for {argnums!r}",
            why="argnums counts positional arguments from 0, each of them once",
            cure="pass the argument by position, or name another number",
        )
    return found


def check_differentiable(f: Callable[..., Any], value: Any, name: str) -> None:
    """Raise unless ``value`` is a real floating-point number or array."""
    dtype = as_real(value).dtype
    if dtype.kind != "f":
        told = (
            dtype
            if isinstance(value, (np.ndarray, np.generic))
            else type(value).__name__
        )
        raise IntegerArgument(
            f"{name!r} of {function_name(f)} is {told}, and its rate was asked for",
            cure=f"pass a float: {value!r:.20} as {_as_float(value)}",
        )


def _as_float(value: Any) -> str:
    return f"{value}.0" if type(value) is int else "x.astype(float)"


def numbers(
    trace: Trace,
    nodes: Sequence[Node | None],
    outermost: bool,
    given: Mapping[Node, Any] | None = None,
) -> list[Any]:
    """The values of the nodes: plain arrays, or traced ones inside another trace.

    ``given`` are values for nodes that stand for something from outside of the trace.
    """
    present = [one for one in nodes if one is not None]
    known = {**trace.values, **given} if given else trace.values
    simpler, values = evaluate(present, known, None if outermost else trace.values)
    if outermost:
        made = iter(fresh(values, [*trace.leaves, *(given or {}).values()]))
    else:
        pairs = zip(simpler, values, strict=True)
        made = iter([Traced(trace, one, value) for one, value in pairs])
    return [None if one is None else next(made) for one in nodes]


def _shaped(found: Any, original: Any, mark: Node, outermost: bool) -> Any:
    """A gradient of the type that its argument has."""
    if found is None:
        return NoPath(mark.shape, mark.dtype)
    if isinstance(found, NoPath):
        return found
    number = type(original) is float and np.shape(found) == ()
    if not outermost:
        return Traced(found.origin, found.node, float(found.value)) if number else found
    if number:
        return float(found)
    return np.asarray(found) if isinstance(original, np.ndarray) else found


def plain(value: Any) -> Any:
    """The numbers of a traced value, or of a nesting of them."""
    if isinstance(value, Traced):
        return value.value
    return tree.map_leaves(lambda x: x.value if isinstance(x, Traced) else x, value)


def returned(trace: Trace, result: Any, outermost: bool, others: Any = ()) -> Any:
    """What the caller gets of a function's result: plain arrays of the caller's own."""
    if not outermost:
        return result
    leaves, structure = tree.flatten(plain(result))
    return structure.build(fresh(leaves, [*trace.leaves, *others]))


def flattened(result: Any) -> tuple[list[Any], tree.Structure]:
    """A function's result taken apart; raises if an earlier run made any of it."""
    if isinstance(result, Traced):
        result.current()
        return [result], tree.LEAF
    leaves, structure = tree.flatten(result)
    for leaf in leaves:
        if isinstance(leaf, Traced):
            leaf.current()
    return leaves, structure


def lifted(trace: Trace, value: Any, dtype: np.dtype) -> Node:
    """The node of a value given from outside, in the dtype that is needed."""
    if not isinstance(value, Traced):
        value = Traced(trace, trace.capture(np.asarray(value, dtype)), value)
    return np.astype(value, dtype).node  # type: ignore[attr-defined]


def check_like(given: Any, wanted: Any, what: str, of: str) -> None:
    """Raise unless ``given`` is real and has the shape of ``wanted``."""
    shape = given.shape if isinstance(given, Traced) else as_real(given).shape
    if shape != wanted.shape:
        raise ShapeMismatch(
            f"the {what} has shape {shape}, and its {of} has shape {wanted.shape}",
            why=f"a {what} says something of every entry of its {of}",
            cure=f"pass an array of shape {wanted.shape}",
        )


def swept(desires: Mapping[Node, Node], wrt: Sequence[Node]) -> list[Node | None]:
    """:func:`~backsweep.chain.sweep`, found again for a graph met before."""
    key = ("sweep", tuple(desires.items()), tuple(wrt))
    return _derived.get(key, lambda: sweep(desires, wrt))


def rippled(nudges: Mapping[Node, Node], outputs: Sequence[Node]) -> list[Node | None]:
    """:func:`~backsweep.chain.ripple`, found again for a graph met before."""
    key = ("ripple", tuple(nudges.items()), tuple(outputs))
    return _derived.get(key, lambda: ripple(nudges, outputs))
