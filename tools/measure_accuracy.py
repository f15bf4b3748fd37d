"""Measure the worst error of each native math function, in units in the last place.

float32 functions are compared with NumPy's and SciPy's float64 ones, those of one
argument on an even share of all floats; float64 functions with NumPy's long double
ones where it is wider (80 bits on x86), and with mpmath on fewer points. Random samples
are crowded where a formula changes or cancels. Writes `accuracy.json` beside the
functions, which the tests and the documentation read.

    python tools/measure_accuracy.py [function ...]
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import mpmath as mp
import numpy as np
import scipy.special

from backsweep.native.math import FUNCTIONS, supports
from backsweep.native.math.trial import compile_loop

TARGET = Path(__file__).parents[1] / "src/backsweep/native/math/accuracy.json"
COUNT = 60_000
"""Points for mpmath; NumPy's wider formats take 50 to 100 times as many."""
STEP = 61
"""One in so many of all float32 numbers is tried: a prime, so as to meet all bits."""

Exact = Callable[..., mp.mpf]
EXACT: dict[str, Exact] = {
    "sqrt": mp.sqrt,
    "reciprocal": lambda x: 1 / x,
    "exp": mp.exp,
    "exp2": lambda x: mp.mpf(2) ** x,
    "expm1": mp.expm1,
    "log": mp.log,
    "log2": lambda x: mp.log(x) / mp.ln2,
    "log10": lambda x: mp.log(x) / mp.ln10,
    "log1p": mp.log1p,
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "arcsin": mp.asin,
    "arccos": mp.acos,
    "arctan": mp.atan,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "tanh": mp.tanh,
    "arcsinh": mp.asinh,
    "arccosh": mp.acosh,
    "arctanh": mp.atanh,
    "cbrt": lambda x: mp.sign(x) * mp.cbrt(abs(x)),
    "expit": lambda x: 1 / (1 + mp.exp(-x)),
    "logit": lambda x: mp.log(x / (1 - x)),
    "erf": mp.erf,
    "deg2rad": lambda x: x * mp.pi / 180,
    "rad2deg": lambda x: x * 180 / mp.pi,
    "power": lambda x, y: x**y,
    "arctan2": mp.atan2,
    "hypot": lambda x, y: mp.sqrt(x * x + y * y),
    "xlogy": lambda x, y: x * mp.log(y),
    "xlog1py": lambda x, y: x * mp.log1p(y),
}
"""What each function approximates; a function that rounds only once is not here."""

BINARY = {"power", "arctan2", "hypot", "xlogy", "xlog1py"}


def ulps(got: np.ndarray, exact: np.ndarray) -> np.ndarray:
    """Return errors in units in the last place of the exact value.

    `exact` has more precision than `got`: float64 for float32, long double for
    float64. Where both are nan or the same infinity the error is 0, and infinite where
    only one is nan; an infinity else counts as the power of two that it would have
    been rounded from.
    """
    form, wide = np.finfo(got.dtype), exact.dtype.type
    top = np.ldexp(wide(1.0), form.maxexp)
    clipped = np.clip(exact, -top, top)
    value = np.clip(got.astype(wide), -top, top)
    exponent = np.maximum(np.frexp(clipped)[1] - 1, form.minexp)
    with np.errstate(invalid="ignore"):
        error = np.abs(value - clipped) / np.ldexp(wide(1.0), exponent - form.nmant)
    only_one = np.isnan(got) != np.isnan(exact)
    return np.where(only_one, np.inf, np.nan_to_num(error))


def ulps_exact(got: float, exact: mp.mpf | mp.mpc) -> float:
    """Return the error of one float64 result in units in the last place."""
    if isinstance(exact, mp.mpc):
        return 0.0 if np.isnan(got) else np.inf
    top = mp.ldexp(1, 1024)
    exact = max(-top, min(top, exact))
    value = max(-top, min(top, mp.mpf(got)))
    exponent = max(mp.frexp(exact)[1] - 1, -1022)
    return float(abs(value - exact) / mp.ldexp(1, exponent - 52))


def reference(name: str) -> Callable[..., np.ndarray]:
    """Return the NumPy or SciPy ufunc of a name."""
    return getattr(np, name, None) or getattr(scipy.special, name)


def crowded(rng: np.random.Generator, count: int, dtype: type) -> np.ndarray:
    """Return numbers of every size, more of them near what formulas turn on."""
    form = np.finfo(dtype)
    lowest, highest = form.minexp - form.nmant, form.maxexp
    share = count // 6

    def sized(low: int, high: int) -> np.ndarray:
        size = np.ldexp(rng.uniform(0.5, 1.0, share), rng.integers(low, high, share))
        return size * rng.choice([-1.0, 1.0], share)

    quarters = np.ldexp(rng.uniform(0.5, 1.0, share), rng.integers(1, 20, share))
    groups = [
        sized(lowest, highest + 1),
        sized(-40, 12),
        rng.uniform(-10.0, 10.0, share),
        rng.uniform(-1.2, 1.2, share),
        1.0 + sized(-form.nmant, 0),
        np.rint(quarters) * (np.pi / 2),
    ]
    with np.errstate(over="ignore"):
        return np.concatenate(groups).astype(dtype)


def operands(
    name: str, rng: np.random.Generator, count: int, dtype: type
) -> tuple[np.ndarray, ...]:
    """Return sample arguments for a function."""
    x = crowded(rng, count, dtype)
    if name not in BINARY:
        return (x,)
    if name == "power":
        return _bases_and_exponents(rng, x)
    with np.errstate(over="ignore"):
        near = np.ldexp(x, rng.integers(-30, 30, x.size).astype(np.int32))
    return x, np.where(rng.random(x.size) < 0.5, near, rng.permutation(x)).astype(dtype)


def _bases_and_exponents(
    rng: np.random.Generator, x: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return powers whose results spread over all exponents."""
    form, base = np.finfo(x.dtype), np.abs(x)
    result = rng.uniform(form.minexp - form.nmant - 2, form.maxexp + 2, x.size)
    with np.errstate(all="ignore"):
        exponent = result / np.log2(base.astype(np.float64))
    return base, np.nan_to_num(exponent).astype(x.dtype)


def _precise(name: str, arguments: tuple[float, ...]) -> mp.mpf | mp.mpc:
    """Evaluate with precision to spare, whatever cancels."""
    size = max(0, *(int(np.frexp(x)[1]) for x in arguments), 0)
    mp.mp.prec = 200 + (size if name in ("sin", "cos", "tan") else 150)
    return EXACT[name](*map(mp.mpf, arguments))


def _defined(got: float, arguments: tuple[float, ...]) -> bool:
    return all(np.isfinite(arguments)) and not np.isnan(got)


def worst_float64(name: str, arguments: tuple[np.ndarray, ...]) -> float:
    """Return the largest error over a float64 sample."""
    got = compile_loop(FUNCTIONS[name], *[np.float64] * len(arguments))(*arguments)
    return max(
        ulps_exact(value, _precise(name, point))
        for value, *rest in zip(
            got.tolist(), *map(np.ndarray.tolist, arguments), strict=True
        )
        if _defined(value, point := tuple(rest))
    )


def worst(name: str, arguments: tuple[np.ndarray, ...], wide: type) -> float:
    """Return the largest error over a sample, against NumPy in a wider format."""
    kinds = [x.dtype for x in arguments]
    got = compile_loop(FUNCTIONS[name], *kinds)(*arguments)
    with np.errstate(all="ignore"):
        exact = reference(name)(*(x.astype(wide) for x in arguments))
    return float(ulps(got, exact).max())


def worst_float32(name: str, arguments: tuple[np.ndarray, ...]) -> float:
    """Return the largest error over a float32 sample, against float64."""
    return worst(name, arguments, np.float64)


def has_wide(name: str) -> bool:
    """Return whether NumPy has a function in a format wider than float64."""
    wider = np.finfo(np.longdouble).nmant > np.finfo(np.float64).nmant
    return wider and any("g" in loop for loop in reference(name).types)


def every_float32(name: str, step: int) -> float:
    """Return the largest error over one in `step` of all float32 numbers."""
    block = step << 22
    starts = range(0, 1 << 32, block)
    ends = (min(start + block, 1 << 32) for start in starts)
    shares = (np.arange(*ends_of, step) for ends_of in zip(starts, ends, strict=True))
    return max(
        worst_float32(name, (bits.astype(np.uint32).view(np.float32),))
        for bits in shares
    )


def measure(name: str, dtype: type, count: int) -> float:
    """Return the worst error of one function for one dtype."""
    if dtype is np.float32 and name not in BINARY:
        return every_float32(name, STEP)
    rng = np.random.default_rng(7)
    if dtype is np.float32:
        return worst_float32(name, operands(name, rng, 100 * count, dtype))
    errors = [worst_float64(name, operands(name, rng, count, dtype))]
    if has_wide(name):
        sample = operands(name, rng, 50 * count, dtype)
        errors.append(worst(name, sample, np.longdouble))
    return max(errors)


def main(names: list[str]) -> None:
    """Measure functions, print as it goes, and write them into the file."""
    table = json.loads(TARGET.read_text()) if TARGET.exists() else {}
    for name in names:
        table[name] = {
            dtype.__name__: round(measure(name, dtype, COUNT), 3)
            for dtype in (np.float32, np.float64)
            if supports(name, dtype)
        }
        print(name, table[name], flush=True)
    TARGET.write_text(json.dumps(table, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    warnings.simplefilter("ignore", RuntimeWarning)
    main(sys.argv[1:] or sorted(set(EXACT) & set(FUNCTIONS)))
