"""Checks of gradients and rules against what nudging the input measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from . import tree
from .errors import WrongRule
from .evaluate import evaluate
from .graph import Node, node, reachable, topological, verify
from .names import function_name
from .ops import INPUT
from .rules import factors
from .trace import tracing
from .traced import Traced
from .transforms import jvp, vjp
from .transforms.variables import Variables, plain

STEP = 1e-4


def check_grads(
    f: Callable[..., Any],
    args: Sequence[Any],
    order: int = 2,
    *,
    rtol: float = 1e-5,
    atol: float = 1e-7,
    seed: int = 0,
) -> None:
    """Compare the derivatives of ``f`` at ``args`` with finite differences.

    For each order up to ``order``: the ripple (``jvp``) against a central difference
    along a random direction v (Richardson-extrapolated, error of order h⁴), and the
    sweep (``vjp``) against the ripple, by the identity <Jv, u> = <v, Jᵀu>. All ``args``
    must be floats; use float64, since differences lose half of the digits.

    Raises ``WrongRule`` with both numbers where they disagree.

    >>> import numpy as np
    >>> check_grads(lambda x: np.sin(x) * x, (0.3,), order=2)
    """
    random = np.random.default_rng(seed)
    tolerance = {"rtol": rtol, "atol": atol}
    here = tuple(args) if isinstance(args, (tuple, list)) else (args,)
    for k in range(1, order + 1):
        direction = random_like(here, random)
        value, moved = jvp(f, here, direction)
        measured = difference(f, here, direction)
        _agree(f, k, "the ripple", dot(moved, moved), dot(moved, measured), tolerance)
        _agree(f, k, "the ripple", _worst(moved, measured), 0.0, tolerance, moved)
        desire = random_like(value, random)
        swept = vjp(f, *here)[1](desire)
        forward, backward = dot(moved, desire), dot(direction, swept)
        _agree(f, k, "the sweep", backward, forward, tolerance)
        f = _swept(f, desire)


def _swept(f: Callable[..., Any], desire: Any) -> Callable[..., Any]:
    """The function that sweeps ``desire`` back: its derivative is of the next order."""

    def gradient(*args: Any) -> Any:
        return vjp(f, *args)[1](desire)

    gradient.__name__ = function_name(f)
    return gradient


def random_like(value: Any, random: np.random.Generator) -> Any:
    """A random direction in the nesting of ``value``."""

    def one(x: Any) -> Any:
        drawn = random.normal(size=np.shape(x))
        return float(drawn) if type(x) is float else drawn.astype(np.asarray(x).dtype)

    return tree.map_leaves(one, value)


def difference(
    f: Callable[..., Any], args: Any, direction: Any, step: float = STEP
) -> Any:
    """How ``f`` moves along ``direction``: two central differences, extrapolated.

    Source: Richardson (1911); Ridders (1982), Advances in Engineering Software 4.
    """

    def central(h: float) -> Any:
        there, back = (f(*_moved(args, direction, k)) for k in (h, -h))
        return tree.map_leaves(lambda a, b: (a - b) / (2 * h), there, back)

    with np.errstate(all="ignore"):
        wide, narrow = central(step), central(step / 2)
        return tree.map_leaves(lambda n, w: (4 * n - w) / 3, narrow, wide)


def _moved(args: Any, direction: Any, h: float) -> Any:
    return tree.map_leaves(lambda x, v: x + h * v, args, direction)


def dot(a: Any, b: Any) -> float:
    """The sum of the products of all entries of two nestings."""
    pairs = zip(tree.flatten(a)[0], tree.flatten(b)[0], strict=True)
    return float(sum(np.sum(np.multiply(x, y), dtype=np.float64) for x, y in pairs))


def _worst(a: Any, b: Any) -> float:
    pairs = zip(tree.flatten(a)[0], tree.flatten(b)[0], strict=True)
    return max((_largest(np.subtract(x, y)) for x, y in pairs), default=0.0)


def _largest(x: Any) -> float:
    return float(np.max(np.abs(x), initial=0.0))


def _agree(
    f: Callable[..., Any],
    order: int,
    what: str,
    got: float,
    wanted: float,
    tolerance: dict[str, float],
    scale: Any = None,
) -> None:
    size = (
        abs(wanted)
        if scale is None
        else max(map(_largest, tree.flatten(scale)[0]), default=0.0)
    )
    if not abs(got - wanted) <= tolerance["atol"] + tolerance["rtol"] * size:
        raise WrongRule(
            f"{what} of {function_name(f)} is wrong at order {order}: {got:.12g}, "
            f"measured {wanted:.12g}",
            cure="look at the rules of the operations in it with bs.check_rule; at a "
            "kink (abs, max) nudge the argument away from it",
        )


def check_rule(
    function: Callable[..., Any],
    *args: Any,
    order: int = 2,
    rtol: float = 1e-5,
    atol: float = 1e-7,
    seed: int = 0,
    **kwargs: Any,
) -> None:
    """Check every rule that ``function(*args, **kwargs)`` uses, in one call.

    Each factor: that it pushes and pulls the same map, <J v, u> = <v, Jᵀ u>, and
    stretches no nudge by more than its gain. The whole: the value that a traced run
    gives is the plain one, the graph type-checks, and the derivatives agree with finite
    differences up to ``order``.

    >>> import numpy as np
    >>> check_rule(np.tanh, np.array([0.5, -1.0]))
    """

    def applied(*given: Any) -> Any:
        return function(*given, **kwargs)

    applied.__name__ = function_name(function)
    random = np.random.default_rng(seed)
    with np.errstate(all="ignore"):
        wanted = applied(*args)
        with tracing() as trace:
            variables = Variables(trace, applied, args, range(len(args)))
            result = applied(*variables.args)
            _same_value(applied, wanted, plain(result))
            outputs = [x.node for x in tree.flatten(result)[0] if isinstance(x, Traced)]
            _check_factors(outputs, variables.marks, trace.values, random)
    if all(one.differentiable for one in outputs):
        check_grads(applied, args, order, rtol=rtol, atol=atol, seed=seed)


def _check_factors(
    outputs: Sequence[Node],
    marks: Sequence[Node],
    values: dict[Node, Any],
    random: np.random.Generator,
) -> None:
    """Check each factor on the way from the marks to the outputs."""
    verify(outputs)
    order = topological(outputs, marks)
    active = reachable(marks, order)
    for one in order:
        for x, factor in _rated(one, active):
            _check_factor(factor, x, one, dict(values), random)


def _rated(one: Node, active: set[Node]) -> list[tuple[Node, Any]]:
    """The inputs of a node that a rate flows from, with their factors."""
    if one not in active or not one.inputs:
        return []
    pairs = zip(one.inputs, factors(one), strict=True)
    return [(x, factor) for x, factor in pairs if factor is not None and x in active]


def _same_value(f: Callable[..., Any], value: Any, traced: Any) -> None:
    pairs = zip(tree.flatten(value)[0], tree.flatten(traced)[0], strict=True)
    for plainly, there in pairs:
        same = np.allclose(plainly, there, rtol=1e-6, atol=1e-12, equal_nan=True)
        typed = np.shape(plainly) == np.shape(there)
        typed &= np.asarray(plainly).dtype == np.asarray(there).dtype
        if not (same and typed):
            raise WrongRule(
                f"{function_name(f)} gives {there!r} traced, and {plainly!r} in NumPy",
                why="its meaning in backsweep.functions differs from NumPy's",
            )


def _check_factor(
    factor: Any, x: Node, y: Node, known: dict[Node, Any], random: np.random.Generator
) -> None:
    nudge, desire = (
        node(INPUT, (), ((name, id(random)), one.shape, one.dtype))
        for name, one in (("nudge", x), ("desire", y))
    )
    known[nudge] = random.normal(size=x.shape).astype(x.dtype)
    known[desire] = random.normal(size=y.shape).astype(y.dtype)
    asked = (factor.push(nudge, y), factor.pull(desire, x))
    (pushed, pulled) = evaluate(asked, known)[1]
    verify(asked)
    if pushed.shape != y.shape or pulled.shape != x.shape:
        raise WrongRule(f"{factor.name} of {y.op.name} gives arrays of wrong shapes")
    forward, backward = dot(pushed, known[desire]), dot(known[nudge], pulled)
    size = np.linalg.norm(np.ravel(pushed)) * np.linalg.norm(np.ravel(known[desire]))
    rounding = 1e3 * np.finfo(y.dtype).eps
    if not abs(forward - backward) <= rounding * max(float(size), 1.0):
        raise WrongRule(
            f"{factor.name} of {y.op.name} pushes {forward:.9g}, pulls {backward:.9g}",
            why="push and pull must be one linear map and its transpose",
        )
    _check_gain(factor, x, y, known, (known[nudge], pushed), rounding)


def _check_gain(
    factor: Any, x: Node, y: Node, known: dict[Node, Any], moved: Any, rounding: float
) -> None:
    gain = factor.gain(lambda one: evaluate((one,), known)[1][0], x, y)
    before, after = (float(np.linalg.norm(np.ravel(v))) for v in moved)
    if after > gain * before * (1 + rounding):
        raise WrongRule(
            f"{factor.name} of {y.op.name} has gain {gain:.6g}, and stretched by "
            f"{after / before:.6g}"
        )
