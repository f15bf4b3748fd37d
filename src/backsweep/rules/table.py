"""The one table of rules, and how a rule gets into it."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..arrays import MEANING, Array, load_late
from ..current import going_on
from ..errors import NoRule, WrongRule
from ..factors import Factor
from ..functions.build import apply, lifted
from ..functions.elementwise import learn
from ..graph import Node, Operation, Params, Shape
from ..ops import elementwise

Expression = Callable[..., Any]
RULES: dict[Operation, Expression] = {}


def rule(function: Any, expression: Expression | None = None) -> Any:
    """State the factor of ``function``: one per input, ``None`` where no rate flows.

    ``expression(y, *inputs)`` gets the result and the inputs as graph nodes, on which
    NumPy works as usual, and returns a :class:`Factor`, or a tuple of one per input.
    Keyword arguments of a call are handed on to it. Test it with ``bs.check_rule``.

    ``function`` may be

    - a ufunc of NumPy or SciPy: your code goes on calling it as it is;
    - a function of NumPy that works on whole arrays (``np.linalg.det``): the same;
    - a Python function of arrays: it stays one closed step, whose own operations are
      not looked at. Call it by the name that ``rule`` returns.

    Also a decorator. Stating a rule again replaces it.

    >>> import numpy as np, backsweep as bs
    >>> softplus = bs.rule(lambda x: np.log1p(np.exp(x)),
    ...                    lambda y, x: bs.Diag(1 / (1 + np.exp(-x))))
    >>> bs.grad(softplus)(0.0)
    0.5
    >>> @bs.rule(np.sinc)
    ... def sinc(y, x):
    ...     middle = np.equal(x, 0)
    ...     slope = (np.cos(np.pi * x) - y) / np.where(middle, 1.0, x)
    ...     return bs.Diag(np.where(middle, 0.0, slope))
    >>> bs.grad(lambda x: np.sinc(x))(0.5)
    -1.2732395447351625
    """
    if expression is None:
        return functools.partial(rule, function)
    if isinstance(function, Operation):
        RULES[function] = expression
        return function
    if not isinstance(function, np.ufunc):
        return _closed(function, expression)
    _learn(function)
    RULES[elementwise(function)] = expression
    return function


def _learn(ufunc: np.ufunc) -> None:
    """Let ``ufunc`` work on our arrays, if it does not already."""
    load_late()
    if ufunc.nout != 1:
        raise NoRule(
            f"{ufunc.__name__} gives {ufunc.nout} results, and a rule is of one",
            cure="wrap it in a Python function that returns one of them",
        )
    if ufunc not in MEANING:
        learn(ufunc)


def _closed(function: Callable[..., Any], expression: Expression) -> Callable[..., Any]:
    """``function`` as one step, an operation for each choice of its options."""

    @functools.cache
    def operation(options: tuple[tuple[str, Any], ...]) -> Operation:
        step = functools.partial(_alone, function, **dict(options))
        name = getattr(function, "__name__", "custom").strip("<>")
        op = Operation(name, step, _tried(step))
        RULES[op] = functools.partial(expression, **dict(options))
        return op

    @functools.wraps(function)
    def stepped(*args: Any, **options: Any) -> Any:
        if not any(isinstance(a, Array) for a in args):
            return function(*args, **options)
        return apply(operation(tuple(sorted(options.items()))), lifted(*args))

    MEANING[function] = stepped
    return stepped


def _alone(function: Callable[..., Any], /, *args: Any, **options: Any) -> Any:
    """Call ``function`` outside of the trace: it may use derivatives of its own."""
    with going_on(None):
        return function(*args, **options)


def _tried(step: Callable[..., Any]) -> Callable[[tuple[Node, ...], Params], Any]:
    """The shape and dtype of what ``step`` gives, found by trying it."""

    @functools.cache
    def tried(kinds: tuple[tuple[Shape, np.dtype], ...]) -> tuple[Shape, np.dtype]:
        with np.errstate(all="ignore"):
            result = np.asarray(step(*[_sample(*one) for one in kinds]))
        return result.shape, result.dtype

    return lambda inputs, params: tried(tuple((i.shape, i.dtype) for i in inputs))


def _sample(shape: Shape, dtype: np.dtype) -> np.ndarray:
    """Numbers to try a function on: positive, different, matrices well invertible."""
    size = math.prod(shape)
    numbers = (0.5 + 0.618034 * np.arange(size) % 1).reshape(shape)
    if len(shape) > 1:
        numbers += shape[-1] * np.eye(shape[-2], shape[-1])
    return numbers.astype(dtype)


def factors(one: Node) -> tuple[Factor | None, ...]:
    """The factor of ``one`` for each of its inputs, ``None`` where there is no path."""
    expression = RULES.get(one.op)
    if expression is None:
        raise NoRule(
            f"{one.op.name} has no rule",
            cure=f"write its rule: bs.rule({one.op.spelling or one.op.name}, ...)",
        )
    stated = expression(one, *one.inputs, *one.params)
    listed = stated if isinstance(stated, tuple) else (stated,)
    if len(listed) != len(one.inputs):
        raise _miscounted(one, listed)
    for factor in listed:
        if not (factor is None or isinstance(factor, Factor)):
            raise _no_factor(one, factor)
    return listed


def _miscounted(one: Node, stated: tuple[Any, ...]) -> WrongRule:
    factors_told, inputs_told = (
        f"{count} {word}{'s' * (count != 1)}"
        for count, word in ((len(stated), "factor"), (len(one.inputs), "input"))
    )
    return WrongRule(
        f"the rule of {one.op.name} states {factors_told}, and it has {inputs_told}",
        why="a rule states one factor for each input, in their order",
        cure="return a tuple, with None for an input that no rate flows from",
    )


def _no_factor(one: Node, stated: Any) -> WrongRule:
    return WrongRule(
        f"the rule of {one.op.name} states {stated!r}, a {type(stated).__name__}",
        why="a rule states a linear map, not a number or an array",
        cure="put the rates of an entrywise function into bs.Diag(...)",
    )
