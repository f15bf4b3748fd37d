"""Points in even steps, and grids of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arrays import means
from .build import converted, expand, lifted
from .shapes import broadcast_to, ravel


@means(np.linspace)
def linspace(
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    retstep: bool = False,
    dtype: Any = None,
    axis: int = 0,
) -> Any:
    """Points in even steps from ``start`` to ``stop``."""
    wide = np.result_type(start, stop, 1.0)
    first, last = (converted(end, wide) for end in lifted(start, stop))
    step = (last - first) / max(num - bool(endpoint), 1)
    ndim = max(first.ndim, last.ndim)
    count = np.arange(num, dtype=step.dtype).reshape(num, *[1] * ndim)
    points = converted(np.moveaxis(first + count * step, 0, axis), dtype)
    return (points, step) if retstep else points


@means(np.meshgrid)
def meshgrid(*xi: Any, indexing: str = "xy", **options: Any) -> tuple[Any, ...]:
    """Each vector repeated over the grid that all of them span."""
    vectors = [ravel(x) for x in lifted(*xi)]
    ndim = len(vectors)
    order = [1, 0, *range(2, ndim)] if indexing == "xy" and ndim > 1 else range(ndim)
    lengths = [v.size for v in vectors]
    return tuple(
        broadcast_to(_along(v, k, ndim), [lengths[j] for j in order])
        for v, k in zip(vectors, order, strict=True)
    )


def _along(vector: Any, axis: int, ndim: int) -> Any:
    """The vector as an array whose only long axis is ``axis``."""
    return expand(vector, tuple(vector.size if k == axis else 1 for k in range(ndim)))
