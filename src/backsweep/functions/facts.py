"""Questions about an array that need no number of it, and arrays made in its image."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arrays import Array, means
from .build import PYTHON_NUMBERS, converted, filled, lifted


@means(np.shape)
def shape(a: Any) -> tuple[int, ...]:
    """The length of each axis."""
    return a.shape


@means(np.ndim)
def ndim(a: Any) -> int:
    """The number of axes."""
    return len(a.shape)


@means(np.size)
def size(a: Any, axis: int | None = None) -> int:
    """The number of entries, or the length of one axis."""
    return a.size if axis is None else a.shape[axis]


@means(np.iscomplexobj)
def iscomplexobj(x: Any) -> bool:
    """Never: our arrays are real."""
    return False


@means(np.isrealobj)
def isrealobj(x: Any) -> bool:
    """Always: our arrays are real."""
    return True


@means(np.real)
def real(val: Any) -> Any:
    """The array itself."""
    return val


@means(np.isreal)
def isreal(x: Any) -> Any:
    """True for each entry: our arrays are real."""
    return np.ones(x.shape, bool)


@means(np.iscomplex)
def iscomplex(x: Any) -> Any:
    """False for each entry: our arrays are real."""
    return np.zeros(x.shape, bool)


@means(np.result_type)
def result_type(*arrays_and_dtypes: Any) -> np.dtype:
    """The dtype that NumPy's promotion gives."""
    return np.result_type(*map(_promoting, arrays_and_dtypes))


def _promoting(x: Any) -> Any:
    """What decides promotion: the dtype, or a Python number, which gives way."""
    number = getattr(x, "value", None)
    if not isinstance(x, Array) or type(number) in PYTHON_NUMBERS:
        return x if number is None else number
    return x.dtype


@means(np.can_cast)
def can_cast(from_: Any, to: Any, casting: Any = "safe") -> bool:
    """Whether the dtype converts to another."""
    return np.can_cast(getattr(from_, "dtype", from_), to, casting)


@means(np.diag_indices_from)
def diag_indices_from(arr: Any) -> Any:
    """The places on the diagonal."""
    return np.diag_indices_from(np.broadcast_to(np.int8(0), arr.shape))


@means(np.tril_indices_from)
def tril_indices_from(arr: Any, k: int = 0) -> Any:
    """The places on and below a diagonal."""
    return np.tril_indices(arr.shape[-2], k, arr.shape[-1])


@means(np.triu_indices_from)
def triu_indices_from(arr: Any, k: int = 0) -> Any:
    """The places on and above a diagonal."""
    return np.triu_indices(arr.shape[-2], k, arr.shape[-1])


@means(np.zeros_like)
def zeros_like(a: Any, dtype: Any = None, *, shape: Any = None, **kwargs: Any) -> Any:
    """Zeros that may be written to, also with traced values."""
    return full_like(a, 0, dtype, shape=shape)


@means(np.empty_like)
def empty_like(a: Any, dtype: Any = None, *, shape: Any = None, **kwargs: Any) -> Any:
    """As :func:`zeros_like`: what was not written is 0."""
    return full_like(a, 0, dtype, shape=shape)


@means(np.ones_like)
def ones_like(a: Any, dtype: Any = None, *, shape: Any = None, **kwargs: Any) -> Any:
    """Ones that may be written to, also with traced values."""
    return full_like(a, 1, dtype, shape=shape)


@means(np.full_like)
def full_like(
    a: Any, fill_value: Any, dtype: Any = None, *, shape: Any = None, **kwargs: Any
) -> Any:
    """An array of one number, of the shape and dtype of ``a``."""
    wanted = a.shape if shape is None else tuple(np.atleast_1d(shape).tolist())
    kind = np.dtype(a.dtype if dtype is None else dtype)
    if np.ndim(fill_value) == 0 and not isinstance(fill_value, Array):
        return filled(a, fill_value, wanted, kind)
    _, number = lifted(a, fill_value)
    return np.copy(np.broadcast_to(converted(number, kind), wanted))
