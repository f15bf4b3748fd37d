"""``grad`` and ``value_and_grad``: the whole gradient by one sweep."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..errors import NonScalarCost, NoPathWarning
from ..factors import ones
from ..graph import Node
from ..names import function_name
from ..places import warn_user
from ..trace import as_real
from ..traced import Traced
from .variables import (
    Argnums,
    Variables,
    flattened,
    numbers,
    plain,
    returned,
    scope,
    swept,
)


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
            check_cost(f, cost)
            nodes = _gradient_nodes(cost, variables.marks)
            found = numbers(trace, nodes, outermost)
            gradient = variables.nest(found, outermost)
            _warn_without_path(f, nodes, variables)
            return returned(trace, cost, outermost), gradient

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


def check_cost(f: Callable[..., Any], cost: Any) -> None:
    """Raise unless the function returned a single real number."""
    flattened(cost)
    told = _told(cost)
    if told:
        raise NonScalarCost(
            f"{function_name(f)} returned {told}, not a single real number",
            where=_where_defined(f),
            cure="sum or average it (np.sum, np.mean); for all slopes of an array use "
            "bs.jacobian",
        )


def _told(cost: Any) -> str:
    """What the cost is, if it is no single real number."""
    if not isinstance(cost, (Traced, np.ndarray, np.generic, int, float)):
        return f"a {type(cost).__name__}"
    number = as_real(plain(cost))
    if number.shape != ():
        return f"an array of shape {number.shape}"
    return "" if number.dtype.kind == "f" else f"a {number.dtype}"


def _where_defined(f: Callable[..., Any]) -> str:
    code = getattr(f, "__code__", None)
    return f"{code.co_filename}, line {code.co_firstlineno}" if code else ""


def _gradient_nodes(cost: Any, marks: Sequence[Node]) -> list[Node | None]:
    if not isinstance(cost, Traced):
        return [None] * len(marks)
    return swept({cost.node: ones(cost.node)}, marks)


def _warn_without_path(
    f: Callable[..., Any], nodes: Sequence[Node | None], variables: Variables
) -> None:
    if nodes and all(one is None for one in nodes):
        names = ", ".join(variables.trace.names[mark] for mark in variables.marks[:4])
        warn_user(
            f"no path leads from {names} to the value of {function_name(f)}: the "
            "gradient is NoPath, not a measured zero. Comparisons, argmax, integers "
            "and stop_gradient carry no rate.",
            NoPathWarning,
        )
