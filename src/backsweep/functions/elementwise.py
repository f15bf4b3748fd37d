"""Functions that work entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..arrays import MEANING, Array, means
from ..errors import NoRule, spelling
from ..ops import STOP
from .build import apply, choose, converted, entrywise, lifted, refuse_out


def learn(ufunc: np.ufunc) -> None:
    """Let ``ufunc`` work on our arrays, entry by entry."""

    def apply_ufunc(
        *args: Any, out: Any = None, where: Any = True, **kwargs: Any
    ) -> Any:
        refuse_out(ufunc, out)
        _refuse_options(ufunc, kwargs)
        _refuse_where(ufunc, where)
        return entrywise(ufunc, args)

    def outer(a: Any, b: Any, **kwargs: Any) -> Any:
        x, y = lifted(a, b)
        return apply_ufunc(x[(..., *[None] * y.ndim)], y, **kwargs)

    MEANING[ufunc] = apply_ufunc
    if ufunc.nin == 2:
        MEANING[(ufunc, "outer")] = outer


def _refuse_options(ufunc: np.ufunc, kwargs: dict[str, Any]) -> None:
    """Raise for options that change what is computed."""
    usual = {"casting": "same_kind", "order": "K", "subok": True, "dtype": None}
    for name, value in kwargs.items():
        if name not in usual or value != usual[name]:
            raise NoRule(
                f"{spelling(ufunc)} has no rule for its option {name}=",
                cure="leave the option out; .astype(dtype) converts before or after",
            )


def _refuse_where(ufunc: np.ufunc, where: Any) -> None:
    """Raise: a ufunc told where to work leaves the other entries undefined."""
    if where is not True:
        raise NoRule(
            f"{spelling(ufunc)}(..., where=...) leaves entries undefined",
            why="what stands where the condition is false is whatever memory held",
            cure="use np.where(condition, result, other)",
        )


SMOOTH = """
negative positive absolute fabs sqrt square cbrt reciprocal exp expm1 exp2 log log1p
log2 log10 sin cos tan arcsin arccos arctan arctan2 sinh cosh tanh arcsinh arccosh
arctanh deg2rad rad2deg degrees radians add subtract multiply divide power
float_power hypot maximum minimum fmax fmin logaddexp logaddexp2 remainder fmod
copysign
"""
STEPS = "sign floor ceil rint trunc floor_divide heaviside"
LOGIC = """
equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor
logical_not isnan isinf isfinite signbit bitwise_and bitwise_or bitwise_xor invert
left_shift right_shift gcd lcm
"""
for _name in f"{SMOOTH} {STEPS} {LOGIC}".split():
    learn(getattr(np, _name))
MEANING[np.conjugate] = MEANING[np.positive]


@means(np.ufunc)
def any_ufunc(ufunc: np.ufunc, *args: Any) -> Any:
    """A ufunc without a rule, in the rule of another: only its values count."""
    return entrywise(ufunc, args)


@means(np.where)
def where(condition: Any, *choices: Any) -> Any:
    """Choose between two arrays, entry by entry."""
    if not choices:
        return MEANING[np.nonzero](condition)
    return choose(condition, *choices)


@means(np.select)
def select(condlist: Sequence[Any], choicelist: Sequence[Any], default: Any = 0) -> Any:
    """For each entry, the choice of the first condition that holds."""
    chosen = default
    for condition, choice in zip(condlist[::-1], choicelist[::-1], strict=True):
        chosen = np.where(condition, choice, chosen)
    return chosen


@means(np.clip)
def clip(
    a: Any,
    a_min: Any = None,
    a_max: Any = None,
    out: Any = None,
    *,
    min: Any = None,
    max: Any = None,
) -> Any:
    """Limit the entries to ``[a_min, a_max]``."""
    refuse_out(np.clip, out)
    low, high = (a_min if min is None else min), (a_max if max is None else max)
    if low is None and high is None:
        return copy(a)
    raised = a if low is None else MEANING[np.maximum](a, low)
    return raised if high is None else MEANING[np.minimum](raised, high)


@means(np.copy)
def copy(a: Any, order: str = "K", subok: bool = False) -> Any:
    """The same entries in an array of its own."""
    return np.logical_or(a, False) if a.dtype.kind == "b" else np.positive(a)


@means(np.astype)
def astype(x: Any, dtype: Any, *, copy: bool = True) -> Any:
    """The entries converted to ``dtype``."""
    same = converted(x, dtype)
    return MEANING[np.copy](x) if same is x and copy else same


@means(np.round, np.around)
def round_to(a: Any, decimals: int = 0, out: Any = None) -> Any:
    """Round to a number of decimals."""
    refuse_out(np.round, out)
    if a.dtype.kind in "iu" and decimals >= 0:
        return copy(a)
    scale = 10.0 ** abs(decimals)
    if decimals < 0:
        return converted(np.rint(a / scale) * scale, a.dtype)
    return np.rint(a * scale) / scale if decimals else np.rint(a)


@means(np.fix)
def fix(x: Any) -> Any:
    """Round towards zero."""
    return np.trunc(x)


@means(np.nan_to_num)
def nan_to_num(
    x: Any,
    copy: bool = True,
    nan: float = 0.0,
    posinf: float | None = None,
    neginf: float | None = None,
) -> Any:
    """Replace nan and infinities by numbers."""
    if x.dtype.kind != "f":
        return MEANING[np.copy](x)
    limits = np.finfo(x.dtype)
    high = limits.max if posinf is None else posinf
    low = limits.min if neginf is None else neginf
    known = np.where(np.isnan(x), nan, x)
    return np.where(known == np.inf, high, np.where(known == -np.inf, low, known))


@means(np.isposinf)
def isposinf(x: Any) -> Any:
    """Whether entries are infinite and positive."""
    return np.equal(x, np.inf)


@means(np.isneginf)
def isneginf(x: Any) -> Any:
    """Whether entries are infinite and negative."""
    return np.equal(x, -np.inf)


@means(np.isclose)
def isclose(
    a: Any, b: Any, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False
) -> Any:
    """Whether entries agree within a tolerance."""
    near = np.isfinite(b) & (np.abs(a - b) <= atol + rtol * np.abs(b))
    same = near | np.equal(a, b)
    return same | (np.isnan(a) & np.isnan(b)) if equal_nan else same


@means(np.allclose)
def allclose(a: Any, b: Any, *args: Any, **kwargs: Any) -> Any:
    """Whether all entries agree within a tolerance."""
    return np.all(isclose(a, b, *args, **kwargs))


@means(np.array_equal)
def array_equal(a1: Any, a2: Any, equal_nan: bool = False) -> Any:
    """Whether the arrays have one shape and the same entries."""
    if np.shape(a1) != np.shape(a2):
        return False
    same = np.equal(a1, a2)
    return np.all(same | (np.isnan(a1) & np.isnan(a2)) if equal_nan else same)


def stop_gradient(x: Any) -> Any:
    """The same numbers with no path back: a constant to every derivative.

    >>> import backsweep as bs
    >>> bs.grad(lambda x: x * bs.stop_gradient(x))(3.0)
    3.0
    """
    return apply(STOP, (x,)) if isinstance(x, Array) else x
