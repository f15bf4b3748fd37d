"""Functions that make arrays: writable ones, while a function is traced."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from ..arrays import Array
from ..functions.build import converted, expand, holds, lifted
from ..functions.shapes import broadcast_to
from ..trace import current
from ..traced import Traced

Maker = Callable[..., Any]


def writable(made: Any) -> Any:
    """A new array that traced values may be written into, while there are any."""
    trace = current()
    return made if trace is None else Traced(trace, trace.capture(made), made)


def array(
    object: Any, dtype: Any = None, *, copy: bool | None = True, ndmin: int = 0
) -> Any:
    """An array of numbers, traced values, and nested lists of both.

    >>> import backsweep as bs
    >>> bs.grad(lambda x: array([[x, 1.0], [2.0, x]]).prod())(3.0)
    12.0
    """
    if not holds(object):
        return writable(np.array(object, dtype, ndmin=ndmin))
    made = converted(lifted(object)[0], dtype)
    return np.copy(expand(made, (1,) * (ndmin - made.ndim) + made.shape))


def asarray(a: Any, dtype: Any = None, **options: Any) -> Any:
    """As :func:`array`, but an array that is one already stays what it is."""
    if isinstance(a, Array):
        return converted(lifted(a)[0], dtype)
    if isinstance(a, np.ndarray):
        return np.asarray(a, dtype, **options)
    return array(a, dtype)


def _maker(make: Maker) -> Maker:
    """NumPy's function, its result writable."""

    @functools.wraps(make)
    def made(*args: Any, **kwargs: Any) -> Any:
        result = make(*args, **kwargs)
        return result if isinstance(result, Array) else writable(result)

    return made


zeros, ones, empty = _maker(np.zeros), _maker(np.ones), _maker(np.zeros)
eye, identity, linspace = _maker(np.eye), _maker(np.identity), _maker(np.linspace)
zeros_like, ones_like = _maker(np.zeros_like), _maker(np.ones_like)
empty_like, full_like = _maker(np.zeros_like), _maker(np.full_like)
copy = _maker(np.copy)


def full(shape: Any, fill_value: Any, dtype: Any = None, **options: Any) -> Any:
    """An array of one number, which may be a traced one."""
    if not isinstance(fill_value, Array):
        return writable(np.full(shape, fill_value, dtype, **options))
    (value,) = lifted(fill_value)
    return np.copy(broadcast_to(converted(value, dtype), shape))
