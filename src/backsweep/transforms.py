"""Derivatives of functions: the public transforms."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from . import tree
from .chain import ripple, sweep
from .errors import IntegerArgument, NonScalarCost, UnsupportedValue
from .errors import NoPathWarning, ShapeMismatch
from .evaluate import Kept, evaluate, fresh, program_for
from .factors import ones
from .graph import Node, node
from .names import argument_name, function_name, leaf_names
from .nopath import NoPath
from .ops import INPUT
from .trace import Trace, Traced, as_real, current, tracing

Argnums = int | Sequence[int]
_sweeps: Kept[list[Node | None]] = Kept(256)


@contextmanager
def scope() -> Iterator[tuple[Trace, bool]]:
    """The trace to work in, and whether it is the outermost: then results are plain."""
    going_on = current()
    if going_on is not None:
        yield going_on, False
    else:
        with tracing() as trace:
            yield trace, True


def value_and_grad(f: Callable[..., Any], argnums: Argnums = 0) -> Callable[..., Any]:
    """The function that returns ``f``'s value and its gradient.

    ``f`` returns one real number. The gradient has the nesting, shapes and dtypes of
    the argument at ``argnums`` (a tuple of gradients for a tuple of numbers).

    Raises ``NonScalarCost`` if the result is not a single number, ``IntegerArgument``
    if the argument has integers in it.

    >>> value_and_grad(lambda x: x**3)(2.0)
    (8.0, 12.0)
    """

    @functools.wraps(f)
    def both(*args: Any, **kwargs: Any) -> tuple[Any, Any]:
        with scope() as (trace, outermost):
            variables = Variables(trace, f, args, argnums)
            cost = f(*variables.args, **kwargs)
            _check_cost(f, cost)
            nodes = _gradient_nodes(cost, variables.marks)
            found = _numbers(trace, nodes, outermost)
            gradient = variables.nest(found, outermost)
            _warn_without_path(f, nodes, variables)
            return (plain(cost) if outermost else cost), gradient

    return both


def grad(f: Callable[..., Any], argnums: Argnums = 0) -> Callable[..., Any]:
    """The function that returns the gradient of ``f``: see :func:`value_and_grad`.

    >>> grad(lambda w: (w * 3.0 - 1.0) ** 2)(1.0)
    12.0
    """
    both = value_and_grad(f, argnums)

    @functools.wraps(f)
    def gradient(*args: Any, **kwargs: Any) -> Any:
        return both(*args, **kwargs)[1]

    return gradient


class Variables:
    """The arguments of a call, those at ``argnums`` as variables of the trace."""

    def __init__(
        self, trace: Trace, f: Callable[..., Any], args: Sequence[Any], argnums: Argnums
    ):
        self.trace, self.single = trace, isinstance(argnums, int)
        numbers = (argnums,) if isinstance(argnums, int) else tuple(argnums)
        self.marks: list[Node] = []
        self.originals: list[Any] = []
        self.structures: list[tree.Structure] = []
        self.args = list(args)
        for index in numbers:
            self.args[index] = self._variable(f, index, _argument(f, args, index))
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
        number = value.value if known else value
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
            leaves = [_shaped(*next(rest), outermost) for _ in range(structure.count)]
            nested.append(structure.build(leaves))
        return nested[0] if self.single else tuple(nested)


def _argument(f: Callable[..., Any], args: Sequence[Any], index: int) -> Any:
    if not -len(args) <= index < len(args):
        raise UnsupportedValue(
            f"{function_name(f)} was called with {len(args)} positional arguments, and "
            f"argnums asks for number {index}",
            why="argnums counts positional arguments from 0",
            cure="pass the argument by position, or name another number",
        )
    return args[index]


def check_differentiable(f: Callable[..., Any], value: Any, name: str) -> None:
    """Raise unless ``value`` is a real floating-point number or array."""
    dtype = as_real(value).dtype
    if dtype.kind != "f":
        told = dtype if isinstance(value, (np.ndarray, np.generic)) else type(value).__name__
        raise IntegerArgument(
            f"{name!r} of {function_name(f)} is {told}, and its derivative was asked for",
            cure=f"pass a float: {value!r:.20} as {_as_float(value)}",
        )


def _as_float(value: Any) -> str:
    return f"{value}.0" if type(value) is int else "x.astype(float)"


def _check_cost(f: Callable[..., Any], cost: Any) -> None:
    shape = np.shape(cost) if not isinstance(cost, Traced) else cost.shape
    number = isinstance(cost, (Traced, np.ndarray, np.generic, int, float))
    if not number or shape != () or as_real(plain(cost)).dtype.kind != "f":
        told = f"an array of shape {shape}" if number else f"a {type(cost).__name__}"
        if number and shape == ():
            told = f"a {as_real(plain(cost)).dtype}"
        raise NonScalarCost(
            f"{function_name(f)} returned {told}, not a single real number",
            where=_where_defined(f),
            cure="sum or average it (np.sum, np.mean); for all slopes of an array use "
            "bs.jacobian",
        )


def _where_defined(f: Callable[..., Any]) -> str:
    code = getattr(f, "__code__", None)
    return f"{code.co_filename}, line {code.co_firstlineno}" if code else ""


def _gradient_nodes(cost: Any, marks: Sequence[Node]) -> list[Node | None]:
    if not isinstance(cost, Traced):
        return [None] * len(marks)
    one = cost.node
    key = (one, *marks)
    return _sweeps.get(key, lambda: sweep({one: ones(one)}, marks))


def _numbers(trace: Trace, nodes: Sequence[Node | None], outermost: bool) -> list[Any]:
    """The values of the nodes: plain arrays, or traced ones inside another trace."""
    known = [one for one in nodes if one is not None]
    keep = None if outermost else trace.values
    simpler, values = evaluate(known, trace.values, keep)
    if outermost:
        made = iter(fresh(values, trace.leaves))
    else:
        pairs = zip(simpler, values, strict=True)
        made = iter([Traced(trace, one, value) for one, value in pairs])
    return [None if one is None else next(made) for one in nodes]


def _shaped(found: Any, original: Any, mark: Node, outermost: bool) -> Any:
    """A gradient of the type that its argument has."""
    if found is None:
        return NoPath(mark.shape, mark.dtype)
    if not outermost:
        return found
    if type(original) is float:
        return float(found)
    return np.asarray(found) if isinstance(original, np.ndarray) else found


def _warn_without_path(
    f: Callable[..., Any], nodes: Sequence[Node | None], variables: Variables
) -> None:
    if nodes and all(one is None for one in nodes):
        names = ", ".join(variables.trace.names[mark] for mark in variables.marks[:4])
        warnings.warn(
            f"no path leads from {names} to the value of {function_name(f)}: the "
            "gradient is NoPath, not a measured zero. Comparisons, argmax, integers and "
            "stop_gradient carry no rate.",
            NoPathWarning,
            stacklevel=4,
        )


def plain(value: Any) -> Any:
    """The numbers of a traced value, or of a nesting of them."""
    return tree.map_leaves(lambda x: x.value if isinstance(x, Traced) else x, value)


class Pull:
    """The way back through one run of a function: desires of outputs to gradients."""

    def __init__(self, trace: Trace, variables: Variables, result: Any, outermost: bool):
        self._trace, self._variables, self._outermost = trace, variables, outermost
        self._outputs, self._structure = tree.flatten(result)

    def __call__(self, desires: Any) -> tuple[Any, ...]:
        """One gradient for each argument, given the desire for each output."""
        given, structure = tree.flatten(desires)
        if structure != self._structure:
            raise ShapeMismatch(
                "the desire has not the nesting of the function's result",
                why="each output has a desire of its own",
                cure="pass the same nesting, with an array for each output",
            )
        pairs = zip(self._outputs, given, strict=True)
        pairs = [(y, d) for y, d in pairs if isinstance(y, Traced)]
        seeds = self._seeds(pairs)
        nodes = _swept({y.node: s for (y, _), s in zip(pairs, seeds, strict=True)},
                       self._variables.marks)
        return self._variables.nest(
            _numbers(self._trace, nodes, self._outermost), self._outermost
        )

    def _seeds(self, pairs: Sequence[tuple[Traced, Any]]) -> list[Node]:
        seeds = []
        for k, (y, desire) in enumerate(pairs):
            check_like(desire, y, "desire", "output")
            if self._outermost:
                seed = node(INPUT, (), (("desire", k), y.shape, y.dtype))
                self._trace.values[seed] = np.asarray(desire, y.dtype)
            else:
                seed = lifted(self._trace, desire, y.dtype)
            seeds.append(seed)
        return seeds


def _swept(desires: dict[Node, Node], wrt: Sequence[Node]) -> list[Node | None]:
    key = (tuple(desires.items()), tuple(wrt))
    return _sweeps.get(key, lambda: sweep(desires, wrt))


def lifted(trace: Trace, value: Any, dtype: np.dtype) -> Node:
    """The node of a value given from outside, in the dtype that is needed."""
    if not isinstance(value, Traced):
        value = Traced(trace, trace.capture(np.asarray(value, dtype)), value)
    return np.astype(value, dtype).node  # type: ignore[attr-defined]


def check_like(given: Any, wanted: Any, what: str, of: str) -> None:
    """Raise unless ``given`` has the shape of ``wanted``."""
    shape = np.shape(given) if not isinstance(given, Traced) else given.shape
    if shape != wanted.shape:
        raise ShapeMismatch(
            f"the {what} has shape {shape}, and its {of} has shape {wanted.shape}",
            why=f"a {what} says something of every entry of its {of}",
            cure=f"pass an array of shape {wanted.shape}",
        )


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
        return (plain(result) if outermost else result), pull


def jvp(
    f: Callable[..., Any], args: Sequence[Any], tangents: Sequence[Any]
) -> tuple[Any, Any]:
    """``f(*args)``, and how it moves when the arguments move along ``tangents``.

    >>> jvp(lambda x, y: x * y, (2.0, 5.0), (1.0, 0.0))
    (10.0, 5.0)
    """
    with scope() as (trace, outermost):
        variables = Variables(trace, f, args, range(len(args)))
        nudges = _nudges(trace, variables, args, tangents, outermost)
        result = f(*variables.args)
        leaves, structure = tree.flatten(result)
        moved = _pushed(trace, nudges, leaves, outermost)
        return (plain(result) if outermost else result), structure.build(moved)


def _nudges(
    trace: Trace,
    variables: Variables,
    args: Sequence[Any],
    tangents: Sequence[Any],
    outermost: bool,
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
    moved = iter(_numbers(trace, ripple(nudges, outputs), outermost))
    return [_moved(y, next(moved) if isinstance(y, Traced) else None) for y in leaves]


def _moved(y: Any, found: Any) -> Any:
    value = plain(y)
    if found is None:
        array = as_real(value)
        return NoPath(array.shape, array.dtype if array.dtype.kind == "f" else float)
    return float(found) if type(value) is float and not isinstance(found, Traced) else found


def hvp(f: Callable[..., Any], argnums: int = 0) -> Callable[..., Any]:
    """The function ``(*args, vector)`` that returns the Hessian of ``f`` times a vector.

    The vector has the nesting of the argument at ``argnums``. Costs a few gradients,
    however long the vector is: one ripple through the sweep (Pearlmutter 1994).

    >>> hvp(lambda x: x**3)(2.0, 1.0)
    12.0
    """
    gradient = grad(f, argnums)

    @functools.wraps(f)
    def product(*args_and_vector: Any) -> Any:
        *args, vector = args_and_vector

        def at(x: Any) -> Any:
            return gradient(*args[:argnums], x, *args[argnums + 1 :])

        return jvp(at, (args[argnums],), (vector,))[1]

    return product


__all__ = ["grad", "hvp", "jvp", "program_for", "value_and_grad", "vjp"]
