"""Functions that work entry by entry."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arrays import MEANING, Array, means
from ..errors import NoRule, spelling
from ..ops import CAST, STOP
from .build import apply, choose, entrywise


def learn(ufunc: np.ufunc) -> None:
    """Let ``ufunc`` work on our arrays, entry by entry."""

    def apply_ufunc(*args: Any, out: Any = None, where: Any = True, **kwargs: Any) -> Any:
        refuse(ufunc, kwargs, out=out)
        result = entrywise(ufunc, args)
        return result if where is True else no_partial(ufunc)

    MEANING[ufunc] = apply_ufunc


def refuse(function: Any, kwargs: dict[str, Any], **defaults: Any) -> None:
    """Raise for options that change what is computed and that we do not know."""
    usual = {"casting": "same_kind", "order": "K", "subok": True, "dtype": None}
    given = [k for k, v in kwargs.items() if k not in usual or v != usual[k]]
    given += [name for name, value in defaults.items() if value is not None]
    if given:
        raise NoRule(
            f"{spelling(function)} has no rule for its option {given[0]}=",
            cure="leave the option out; np.where and assignment do the same in two steps",
        )


def no_partial(ufunc: np.ufunc) -> Any:
    """Raise: a ufunc told where to work leaves the other entries undefined."""
    raise NoRule(
        f"{spelling(ufunc)}(..., where=...) leaves entries undefined",
        why="what stands where the condition is false is whatever memory held",
        cure="use np.where(condition, result, other)",
    )


SMOOTH = (
    "negative positive absolute sqrt square reciprocal exp expm1 exp2 log log1p log2 "
    "log10 sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh "
    "cbrt fabs deg2rad rad2deg degrees radians add subtract multiply divide power "
    "float_power maximum minimum fmax fmin arctan2 hypot logaddexp logaddexp2 "
    "remainder fmod copysign ldexp"
).split()
STEPS = "sign floor ceil rint trunc floor_divide heaviside".split()
LOGIC = (
    "equal not_equal less less_equal greater greater_equal logical_and logical_or "
    "logical_xor logical_not isnan isinf isfinite signbit bitwise_and bitwise_or "
    "bitwise_xor invert left_shift right_shift gcd lcm"
).split()
for _name in SMOOTH + STEPS + LOGIC:
    learn(getattr(np, _name))


@means(np.where)
def where(condition: Any, *choices: Any) -> Any:
    """Choose between two arrays, entry by entry."""
    if not choices:
        return MEANING[np.nonzero](condition)
    return choose(condition, *choices)


@means(np.clip)
def clip(
    a: Any, a_min: Any = None, a_max: Any = None, *, min: Any = None, max: Any = None
) -> Any:
    """Limit the entries to ``[a_min, a_max]``."""
    low, high = (a_min if min is None else min), (a_max if max is None else max)
    raised = a if low is None else MEANING[np.maximum](a, low)
    return raised if high is None else MEANING[np.minimum](raised, high)


@means(np.astype)
def astype(x: Any, dtype: Any, **kwargs: Any) -> Any:
    """The entries converted to ``dtype``."""
    return x if x.dtype == dtype else apply(CAST, (x,), (np.dtype(dtype),))


@means(np.round)
def round_to(a: Any, decimals: int = 0) -> Any:
    """Round to a number of decimals."""
    scale = 10.0**decimals
    return np.rint(a * scale) / scale if decimals else np.rint(a)


@means(np.nan_to_num)
def nan_to_num(
    x: Any, nan: float = 0.0, posinf: float | None = None, neginf: float | None = None
) -> Any:
    """Replace nan and infinities by numbers."""
    limits = np.finfo(x.dtype)
    high = limits.max if posinf is None else posinf
    low = limits.min if neginf is None else neginf
    known = np.where(np.isnan(x), nan, x)
    return np.where(known == np.inf, high, np.where(known == -np.inf, low, known))


@means(np.sinc)
def sinc(x: Any) -> Any:
    """``sin(pi x) / (pi x)``, and 1 at 0."""
    turned = np.pi * np.where(x == 0, 1e-20, x)
    return np.sin(turned) / turned


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
def array_equal(a1: Any, a2: Any) -> Any:
    """Whether the arrays have one shape and the same entries."""
    return np.shape(a1) == np.shape(a2) and np.all(np.equal(a1, a2))


def stop_gradient(x: Any) -> Any:
    """The same numbers with no path back: a constant to every derivative.

    >>> import backsweep as bs
    >>> bs.grad(lambda x: x * bs.stop_gradient(x))(3.0)
    3.0
    """
    return apply(STOP, (x,)) if isinstance(x, Array) else x
