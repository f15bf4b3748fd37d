"""A gradient that is zero because nothing leads from the argument to the cost."""

from __future__ import annotations

from typing import Any

import numpy as np


class NoPath(np.ndarray):
    """Zeros, marked: no chain leads to this argument. ``isinstance`` tells.

    In arithmetic it is an ordinary array of zeros.

    >>> import backsweep as bs
    >>> to_x, to_y = bs.grad(lambda x, y: x * 0.0, argnums=(0, 1))(1.0, 2.0)
    >>> to_x, to_y, isinstance(to_y, bs.NoPath)
    (0.0, NoPath(0.), True)
    """

    def __new__(cls, shape: tuple[int, ...], dtype: Any = float) -> NoPath:
        """Zeros of this shape and dtype."""
        return np.zeros(shape, dtype).view(cls)

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *args: Any, **kwargs: Any
    ) -> Any:
        if "out" in kwargs:
            kwargs["out"] = tuple(map(_bare, kwargs["out"]))
        return getattr(ufunc, method)(*map(_bare, args), **kwargs)


def _bare(array: Any) -> Any:
    return array.view(np.ndarray) if isinstance(array, NoPath) else array
