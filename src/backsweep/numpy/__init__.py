"""NumPy's whole namespace, with arrays that traced values may be written into.

``import backsweep.numpy as np`` is the one-word cure where plain NumPy would have to
put a traced value into memory of its own: ``np.array([x, y])`` and ``z[0] = x``.
Outside of a traced function everything here is NumPy itself.

>>> import backsweep as bs
>>> import backsweep.numpy as np
>>> def cost(x):
...     z = np.zeros(2)
...     z[0], z[1] = x * x, 3.0
...     return np.sum(z * np.array([x, 1.0]))
>>> bs.grad(cost)(2.0)  # the cost is x³ + 3
12.0
"""

from __future__ import annotations

from typing import Any

import numpy

from .creation import (
    array,
    asarray,
    copy,
    empty,
    empty_like,
    eye,
    full,
    full_like,
    identity,
    linspace,
    ones,
    ones_like,
    zeros,
    zeros_like,
)

__all__ = [
    "array",
    "asarray",
    "copy",
    "empty",
    "empty_like",
    "eye",
    "full",
    "full_like",
    "identity",
    "linspace",
    "ones",
    "ones_like",
    "zeros",
    "zeros_like",
]


def __getattr__(name: str) -> Any:
    return getattr(numpy, name)


def __dir__() -> list[str]:
    return sorted({*dir(numpy), *__all__})
