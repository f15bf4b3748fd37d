"""The function that a graph states, to be run and explained by the engine."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import reduce
from operator import add, matmul, mul
from typing import Any

import numpy as np

from ...explain import named
from ...explain.formula.expression import (
    Call,
    Formula,
    MatrixProduct,
    Minus,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
)
from ..grammar.graph import Graph, Value

Values = Mapping[str, Any]


def function(graph: Graph, of: str) -> Callable[..., Any]:
    """The function from the given numbers to the value called ``of``.

    Every value on the way has its name from the graph, so that the engine's
    explanation speaks of ``a1`` as the lesson does.
    """

    def computed(**given: Any) -> Any:
        values = dict(given)
        for statement in graph.statements:
            made = computed_as(statement.formula, values)
            values[statement.name] = named(statement.name, made)
            if statement.name == of:
                break
        return values[of]

    computed.__name__ = of
    computed.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY)
            for name in graph.given
        ]
    )
    return computed


def arguments(given: Mapping[str, Value]) -> dict[str, Any]:
    """The given numbers as the engine takes them: fractions, and arrays of them."""
    return {
        name: np.array(value, object) if isinstance(value, tuple) else value
        for name, value in given.items()
    }


def computed_as(formula: Formula, values: Values) -> Any:
    """A formula carried out on arrays, traced or plain."""
    if isinstance(formula, Symbol):
        whole = values[formula.name]
        return whole[formula.index] if formula.index else whole
    if isinstance(formula, Number):
        return formula.value if isinstance(formula.value, int) else float(formula.value)
    return CARRIED_OUT[type(formula)](formula, lambda part: computed_as(part, values))


def _sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def _relu(z: Any) -> Any:
    return np.where(z > 0, z, 0)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "sigmoid": _sigmoid,
    "tanh": np.tanh,
    "relu": _relu,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "sum": np.sum,
}
CARRIED_OUT: Mapping[type[Formula], Callable[[Any, Callable[[Formula], Any]], Any]] = {
    Sum: lambda one, of: reduce(add, map(of, one.terms)),
    Product: lambda one, of: reduce(mul, map(of, one.factors)),
    Minus: lambda one, of: -of(one.of),
    Quotient: lambda one, of: of(one.top) / of(one.bottom),
    Power: lambda one, of: of(one.base) ** of(one.exponent),
    MatrixProduct: lambda one, of: matmul(of(one.left), of(one.right)),
    Transpose: lambda one, of: of(one.of).T,
    Call: lambda one, of: FUNCTIONS[one.function](*map(of, one.arguments)),
}
