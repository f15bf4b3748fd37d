"""Time each native math function against NumPy's or SciPy's: ns per element.

Both work in the cache on 4096 elements; the time of an empty call is taken off the
native one, which a fused loop would not make, and not off NumPy's.

    python tools/time_math.py [function ...]
"""

from __future__ import annotations

import sys
import timeit
import warnings
from collections.abc import Callable

import numpy as np
import scipy.special

from backsweep.native.math import FUNCTIONS, supports
from backsweep.native.math.trial import compile_loop

SIZE, CALLS, ROUNDS = 4096, 200, 20


def inputs(name: str, dtype: type, count: int) -> list[np.ndarray]:
    """Return arguments for which a function is defined, most of them ordinary."""
    rng = np.random.default_rng(0)
    arrays = [rng.normal(size=SIZE) for _ in range(count)]
    if name in ("arcsin", "arccos", "arctanh"):
        arrays = [np.tanh(x) for x in arrays]
    if name in ("sqrt", "log", "log2", "log10", "log1p", "power", "xlogy", "xlog1py"):
        arrays = [np.abs(x) for x in arrays]
    if name == "arccosh":
        arrays = [1.0 + np.abs(x) for x in arrays]
    if name == "logit":
        arrays = [scipy.special.expit(x) for x in arrays]
    return [x.astype(dtype) for x in arrays]


def per_element(call: Callable[[], object]) -> float:
    """Return the best time of a call in ns, per element of its arrays."""
    return min(timeit.repeat(call, number=CALLS, repeat=ROUNDS)) / CALLS / SIZE * 1e9


def native_time(name: str, arrays: list[np.ndarray]) -> float:
    """Return the time of the native loop without its call."""
    loop = compile_loop(FUNCTIONS[name], *(x.dtype for x in arrays))
    out = loop(*arrays)
    return per_element(loop.bound(*arrays, out=out)) - per_element(
        loop.bound(*(x[:0] for x in arrays), out=out[:0])
    )


def numpy_time(ufunc: np.ufunc, arrays: list[np.ndarray]) -> float:
    """Return the time of a ufunc, writing into an array."""
    out = ufunc(*arrays)
    return per_element(lambda: ufunc(*arrays, out=out))


def row(name: str) -> str:
    """Return native and NumPy times of a function for both dtypes."""
    ufunc = getattr(np, name, None) or getattr(scipy.special, name)
    cells = [f"{name:14}"]
    for dtype in (np.float32, np.float64):
        if supports(name, dtype):
            arrays = inputs(name, dtype, ufunc.nin)
            times = native_time(name, arrays), numpy_time(ufunc, arrays)
            cells += [f"{time:8.3f}" for time in times]
    return " ".join(cells)


if __name__ == "__main__":
    warnings.simplefilter("ignore", RuntimeWarning)
    integers = {"where", "invert", "bitwise_and", "bitwise_or", "bitwise_xor"}
    all_names = sorted(set(FUNCTIONS) - integers)
    print(f"{'':14} {'float32':>8} {'NumPy':>8} {'float64':>8} {'NumPy':>8}")
    for chosen in sys.argv[1:] or all_names:
        print(row(chosen), flush=True)
