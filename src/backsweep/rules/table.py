"""The one table of rules, and how a rule gets into it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from ..arrays import MEANING, Array
from ..errors import NoRule
from ..factors import Factor
from ..functions.build import apply
from ..functions.elementwise import learn
from ..graph import Node, Operation, Params, Shape
from ..ops import elementwise

Expression = Callable[..., Any]
RULES: dict[Operation, Expression] = {}


def rule(function: Any, expression: Expression | None = None) -> Any:
    """State the factor of ``function``: one per input, ``None`` where no rate flows.

    ``expression(y, *inputs, *params)`` gets the result and the inputs as graph nodes,
    on which NumPy works as usual, and returns a :class:`Factor`, or a tuple of them.
    ``function`` may be any NumPy or SciPy ufunc, or a Python function of arrays, which
    then stays one closed step: call it by the returned name. Also a decorator.

    >>> import numpy as np, backsweep as bs
    >>> softplus = bs.rule(lambda x: np.log1p(np.exp(x)),
    ...                    lambda y, x: bs.Diag(1 / (1 + np.exp(-x))))
    >>> bs.grad(softplus)(0.0)
    0.5
    """
    if expression is None:
        return functools.partial(rule, function)
    op, named = _operation(function)
    RULES[op] = expression
    return named


def _operation(function: Any) -> tuple[Operation, Any]:
    """The operation that ``function`` is, and what the user calls from now on."""
    if isinstance(function, Operation):
        return function, function
    if isinstance(function, np.ufunc):
        if function not in MEANING:
            learn(function)
        return elementwise(function), function
    return _closed(function)


def _closed(function: Callable[..., Any]) -> tuple[Operation, Callable[..., Any]]:
    """A Python function as one operation, its shape found by trying it on ones."""

    @functools.cache
    def tried(kinds: tuple[tuple[Shape, np.dtype], ...]) -> tuple[Shape, np.dtype]:
        result = np.asarray(function(*[np.ones(*one) for one in kinds]))
        return result.shape, result.dtype

    def infer(inputs: tuple[Node, ...], params: Params) -> tuple[Shape, np.dtype]:
        return tried(tuple((i.shape, i.dtype) for i in inputs))

    name = getattr(function, "__name__", "custom").strip("<>")
    op = Operation(name, function, infer)

    @functools.wraps(function)
    def stepped(*args: Any) -> Any:
        ours = any(isinstance(a, Array) for a in args)
        return apply(op, args) if ours else function(*args)

    MEANING[function] = stepped
    return op, stepped


def factors(one: Node) -> tuple[Factor | None, ...]:
    """The factor of ``one`` for each of its inputs, ``None`` where there is no path."""
    expression = RULES.get(one.op)
    if expression is None:
        raise NoRule(
            f"{one.op.name} has no rule",
            cure=f"write its rule: bs.rule({one.op.spelling or one.op.name}, ...)",
        )
    stated = expression(one, *one.inputs, *one.params)
    return stated if isinstance(stated, tuple) else (stated,) * len(one.inputs)
