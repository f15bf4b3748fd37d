"""Fit the polynomials of `backsweep.native.math` and write `coefficients.py`.

Each polynomial is a least-squares fit at Chebyshev nodes with the weight that makes
the final function's relative error even, which is within a small factor of the best
possible (minimax) one. Coefficients are rounded to the dtype one at a time, lowest
first, and the rest is fitted again, so rounding costs nothing visible.

    python tools/fit_polynomials.py
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import mpmath as mp
import numpy as np

mp.mp.dps = 60
TARGET = Path(__file__).parents[1] / "src/backsweep/native/math/coefficients.py"
HEADER = '''"""Polynomial coefficients, lowest first, by `tools/fit_polynomials.py`.

The fitted expression and its interval stand above each entry, then the largest
relative error that the rounded coefficients leave in the function they serve.
"""

# fmt: off
COEFFICIENTS: dict[str, dict[str, tuple[float, ...]]] = {
'''
Real = Callable[[mp.mpf], mp.mpf]


@dataclass(frozen=True)
class Fit:
    """A function to fit on an interval, the weight of its error, and the degrees."""

    name: str
    what: str
    function: Real
    weight: Real
    interval: tuple[float, float]
    float32: int | None
    float64: int


def solve(fit: Fit, points: list[mp.mpf], known: list[float], size: int) -> list:
    """Return the remaining coefficients of a fit whose lowest ones are `known`."""
    powers = range(len(known), size)
    rows, rest = [], []
    for x in points:
        weight = fit.weight(x)
        done = mp.polyval(list(reversed(known)), x) if known else mp.mpf(0)
        rows.append([weight * x**k for k in powers])
        rest.append(weight * (fit.function(x) - done))
    matrix = mp.matrix(rows)
    return list(mp.lu_solve(matrix.T * matrix, matrix.T * mp.matrix(rest)))


def nodes(interval: tuple[float, float], count: int) -> list[mp.mpf]:
    """Return Chebyshev nodes of an interval."""
    low, high = map(mp.mpf, interval)
    angles = [(2 * i + 1) * mp.pi / (2 * count) for i in range(count)]
    return [(low + high) / 2 + (high - low) / 2 * mp.cos(angle) for angle in angles]


def coefficients(fit: Fit, dtype: type) -> list[float]:
    """Return the rounded coefficients of a fit for one dtype."""
    size = getattr(fit, dtype.__name__) + 1
    points, known = nodes(fit.interval, 4 * size), []
    while len(known) < size:
        known.append(float(dtype(solve(fit, points, known, size)[0])))
    return known


def worst(fit: Fit, found: list[float]) -> mp.mpf:
    """Return the largest weighted error over a fine grid."""
    high_first = list(reversed(found))
    errors = (
        fit.weight(x) * (mp.polyval(high_first, x) - fit.function(x))
        for x in nodes(fit.interval, 501)
    )
    return max(map(abs, errors))


def near(series: Callable[[int], mp.mpf], closed: Real, limit: float = 1e-6) -> Real:
    """Return `closed`, or its power series where `closed` would cancel near zero."""

    def function(x: mp.mpf) -> mp.mpf:
        if abs(x) > limit:
            return closed(x)
        return sum(series(k) * x**k for k in range(12))

    return function


tanh_series = mp.taylor(mp.tanh, 0, 26)
expm1_rest = near(lambda k: 1 / mp.factorial(k + 2), lambda r: (mp.expm1(r) - r) / r**2)
sinh_rest = near(
    lambda k: 1 / mp.factorial(2 * k + 3),
    lambda z: (mp.sinh(mp.sqrt(z)) / mp.sqrt(z) - 1) / z,
)
tanh_rest = near(
    lambda k: tanh_series[2 * k + 3],
    lambda z: (mp.tanh(mp.sqrt(z)) / mp.sqrt(z) - 1) / z,
)
atanh_rest = near(
    lambda k: mp.mpf(2) / (2 * k + 3),
    lambda z: 2 * (mp.atanh(mp.sqrt(z)) / mp.sqrt(z) - 1) / z,
)
atanh_later = near(
    lambda k: mp.mpf(2) / (2 * k + 5),
    lambda z: (atanh_rest(z) - mp.mpf(2) / 3) / z,
)
sine_rest = near(
    lambda k: (-1) ** (k + 1) / mp.factorial(2 * k + 3),
    lambda z: (mp.sin(mp.sqrt(z)) / mp.sqrt(z) - 1) / z,
)
cosine_rest = near(
    lambda k: (-1) ** k / mp.factorial(2 * k + 4),
    lambda z: (mp.cos(mp.sqrt(z)) - 1 + z / 2) / z**2,
)
arcsine_rest = near(
    lambda k: mp.binomial(2 * k + 2, k + 1) / mp.mpf(4) ** (k + 1) / (2 * k + 3),
    lambda z: (mp.asin(mp.sqrt(z)) / mp.sqrt(z) - 1) / z,
)
arctangent_rest = near(
    lambda k: mp.mpf((-1) ** (k + 1)) / (2 * k + 3),
    lambda z: (mp.atan(mp.sqrt(z)) / mp.sqrt(z) - 1) / z,
)
error_rest = near(
    lambda k: 2 / mp.sqrt(mp.pi) * (-1) ** k / mp.factorial(k) / (2 * k + 1) - (k == 0),
    lambda z: mp.erf(mp.sqrt(z)) / mp.sqrt(z) - 1,
)
FITS = [
    Fit("exp", "(exp(r) - 1 - r) / r^2 for |r| <= ln(2) / 2",
        expm1_rest, lambda r: abs(r), (-0.347, 0.347), 4, 9),
    Fit("expm1", "(exp(r) - 1 - r) / r^2 for |r| <= 1 / 2",
        expm1_rest, lambda r: abs(r), (-0.5, 0.5), 5, 11),
    Fit("exp_twice", "exp(2 r) for |r| <= ln(2) / 4",
        lambda r: mp.exp(2 * r), lambda r: mp.exp(-2 * r), (-0.1735, 0.1735), 5, 11),
    Fit("sinh", "(sinh(x) / x - 1) / z, z = x^2, |x| <= 1",
        sinh_rest, lambda z: z, (0.0, 1.0), 3, 7),
    Fit("tanh", "(tanh(x) / x - 1) / z, z = x^2, |x| <= 0.55",
        tanh_rest, lambda z: z, (0.0, 0.3026), 3, 9),
    Fit("log", "(2 atanh(s) / s - 2) / z, z = s^2, |s| <= 3 - 2 sqrt(2)",
        atanh_rest, lambda z: z / 2, (0.0, 0.02945), 2, 6),
    Fit("log_rest", "(2 atanh(s) / s - 2 - 2 z / 3) / z^2, z = s^2, as for log",
        atanh_later, lambda z: z**2 / 2, (0.0, 0.02945), 2, 7),
    Fit("sin", "(sin(r) / r - 1) / z, z = r^2, |r| <= 0.84",
        sine_rest, lambda z: z, (0.0, 0.706), 2, 5),
    Fit("cos", "(cos(r) - 1 + z / 2) / z^2, z = r^2, |r| <= 0.84",
        cosine_rest, lambda z: z**2, (0.0, 0.706), 2, 5),
    Fit("arcsin", "(arcsin(s) / s - 1) / z, z = s^2, |s| <= 1 / 2",
        arcsine_rest, lambda z: z, (0.0, 0.25), 4, 11),
    Fit("arctan", "(arctan(t) / t - 1) / z, z = t^2, |t| <= 1",
        arctangent_rest, lambda z: z, (0.0, 1.0), 7, 18),
    Fit("erf", "erf(x) / x - 1, z = x^2, |x| <= 1",
        error_rest, lambda z: 1, (0.0, 1.0), 6, 12),
    Fit("erf_far", "log(erfc(1 + u)) for 0 <= u <= 5",
        lambda u: mp.log(mp.erfc(1 + u)), lambda u: mp.erfc(1 + u),
        (0.0, 5.0), 6, 16),
    Fit("log2_brief", "log2((1 + s) / (1 - s)) / s, z = s^2, to 2^-36",
        lambda z: (2 + z * atanh_rest(z)) / mp.ln2, lambda z: mp.ln2 / 2,
        (0.0, 0.02945), None, 4),
    Fit("exp2_brief", "2^u for |u| <= 1 / 2, to 2^-29",
        lambda u: mp.mpf(2) ** u, lambda u: mp.mpf(2) ** -u,
        (-0.5, 0.5), None, 6),
]  # fmt: skip


def entry(fit: Fit) -> str:
    """Return the lines of `coefficients.py` for one fit."""
    lines = [f"    # {fit.what}", f'    "{fit.name}": {{']
    for dtype in (np.float32, np.float64):
        if getattr(fit, dtype.__name__) is None:
            continue
        found = coefficients(fit, dtype)
        lines.append(f"        # {mp.nstr(worst(fit, found), 2)}")
        lines.append(f'        "{dtype.__name__}": (')
        lines += [f"            {value!r}," for value in found]
        lines.append("        ),")
    return "\n".join([*lines, "    },", ""])


if __name__ == "__main__":
    TARGET.write_text(HEADER + "".join(map(entry, FITS)) + "}\n")
