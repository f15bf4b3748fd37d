"""sinh, cosh, tanh: a polynomial near zero, the exponential beyond."""

from __future__ import annotations

from ..lane import Lane, copysign, fabs, fma, select
from .exponential import LOG2E, exp_limits, expm1_small, reduce
from .formats import format_of, nearest_whole, polynomial, power_of_two


def sinh(x: Lane) -> Lane:
    """Return the hyperbolic sine, to 2 ulp; -0.0 of -0.0."""
    magnitude = fabs(x)
    half = _half_exp(magnitude)
    small = _odd("sinh", magnitude)
    return copysign(select(magnitude < 1.0, small, half - 0.25 / half), x)


def cosh(x: Lane) -> Lane:
    """Return the hyperbolic cosine, to 1.5 ulp."""
    half = _half_exp(fabs(x))
    return half + 0.25 / half


def _odd(name: str, x: Lane) -> Lane:
    """Return ``x + x z p(z)`` with ``z = x^2`` and the fitted polynomial p."""
    z = x * x
    return fma(x * z, polynomial(name, z), x)


def _half_exp(magnitude: Lane) -> Lane:
    """Return ``exp(|x|) / 2``.

    It is built from a quarter of the power of two, since the largest arguments need
    one that is two steps beyond the largest number.
    """
    _, high = exp_limits(magnitude)
    parts = reduce(select(magnitude > high, magnitude.constant(high), magnitude))
    quarter = power_of_two(parts.whole - 2, format_of(magnitude))
    return 2.0 * fma(quarter, expm1_small(parts.rest), quarter)


def tanh(x: Lane) -> Lane:
    """Return the hyperbolic tangent, to 2 ulp; -0.0 of -0.0.

    From 0.55 on it is ``1 - 2 / (1 + exp(2|x|))``, whose rounding errors the
    subtraction hides; below, an odd polynomial.
    """
    limit = 10.0 if format_of(x).digits == 23 else 22.0
    magnitude = fabs(x)
    bounded = select(magnitude > limit, x.constant(limit), magnitude)
    large = 1.0 - 2.0 / (1.0 + _exp_twice(bounded))
    small = _odd("tanh", magnitude)
    # a nan must take the polynomial: its bits mean nothing to the exponential
    return copysign(select(magnitude >= 0.55, large, small), x)


def _exp_twice(x: Lane) -> Lane:
    """Return ``exp(2 x)`` for ``0 <= x < 40``.

    One step of reduction by ``ln(2)/2`` is enough here: what it leaves out is far
    below the rounding of the result that tanh makes of it.
    """
    form = format_of(x)
    n, whole = nearest_whole(x, 2.0 * LOG2E)
    r = fma(n, -0.5 * form.ln2, x)
    power = polynomial("exp_twice", r).bits()
    return (power + (whole << form.digits)).from_bits()
