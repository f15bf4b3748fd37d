"""Arithmetic: each operation rounded once, whole numbers wrapping as in NumPy."""

from __future__ import annotations

import math

import numpy as np

from .. import lane
from ..lane import Lane, fabs, select


def add(a: Lane, b: Lane) -> Lane:
    """Return ``a + b``; of bools, ``a or b``."""
    return a | b if a.is_bool else a + b


def subtract(a: Lane, b: Lane) -> Lane:
    """Return ``a - b``."""
    return a - b


def multiply(a: Lane, b: Lane) -> Lane:
    """Return ``a * b``; of bools, ``a and b``."""
    return a & b if a.is_bool else a * b


def divide(a: Lane, b: Lane) -> Lane:
    """Return ``a / b``; of integers and bools, as float64."""
    if a.is_float:
        return a / b
    return a.convert(np.float64) / b.convert(np.float64)


def negative(x: Lane) -> Lane:
    """Return ``-x``: the sign bit turned, also of zero and nan."""
    return -x


def positive(x: Lane) -> Lane:
    """Return `x` itself."""
    return x


def absolute(x: Lane) -> Lane:
    """Return the magnitude; of the smallest integer, itself."""
    if x.is_float:
        return fabs(x)
    return x if x.is_bool else select(x < 0, -x, x)


def sign(x: Lane) -> Lane:
    """Return -1, 0 or 1; nan of nan, and +0.0 of -0.0."""
    signs = select(x > 0, x.constant(1), select(x < 0, x.constant(-1), 0))
    return select(x != x, x, signs) if x.is_float else signs


def square(x: Lane) -> Lane:
    """Return ``x * x``."""
    return x * x


def reciprocal(x: Lane) -> Lane:
    """Return ``1 / x``."""
    return 1.0 / x


def sqrt(x: Lane) -> Lane:
    """Return the square root, correctly rounded; nan below zero, -0.0 of -0.0."""
    return lane.sqrt(x)


def floor(x: Lane) -> Lane:
    """Round down to a whole number; an integer stays as it is."""
    return lane.floor(x) if x.is_float else x


def ceil(x: Lane) -> Lane:
    """Round up to a whole number; an integer stays as it is."""
    return lane.ceil(x) if x.is_float else x


def trunc(x: Lane) -> Lane:
    """Round towards zero to a whole number; an integer stays as it is."""
    return lane.trunc(x) if x.is_float else x


def rint(x: Lane) -> Lane:
    """Round to the nearest whole number, halves to even."""
    return lane.rint(x)


def copysign(x: Lane, y: Lane) -> Lane:
    """Return the magnitude of `x` with the sign of `y`."""
    return lane.copysign(x, y)


def deg2rad(x: Lane) -> Lane:
    """Return degrees as radians: ``x * (pi / 180)``."""
    return x * (math.pi / 180.0)


def rad2deg(x: Lane) -> Lane:
    """Return radians as degrees: ``x * (180 / pi)``."""
    return x * (180.0 / math.pi)


def floor_divide(a: Lane, b: Lane) -> Lane:
    """Return the quotient rounded down; of integers, 0 for a zero divisor."""
    return _floor_divide_floats(a, b) if a.is_float else _floor_divide_integers(a, b)


def remainder(a: Lane, b: Lane) -> Lane:
    """Return the remainder, signed as the divisor; of integers, 0 for a zero divisor.

    The remainder of floats is exact, for which the C library is called element by
    element (``fmod``): its loop over the quotient's bits has no vector form.
    """
    if not a.is_float:
        return _remainder_integers(a, b)
    rest = _float_rest(a, b)
    signed = select((rest < 0) != (b < 0), rest + b, rest)
    return select(rest == 0, lane.copysign(a.constant(0.0), b), signed)


def _float_rest(a: Lane, b: Lane) -> Lane:
    return a.with_value(a.builder.frem(a.value, b.value))


def _floor_divide_floats(a: Lane, b: Lane) -> Lane:
    """Divide what a multiple of b leaves whole, so that rounding down is exact."""
    rest = _float_rest(a, b)
    exact = (a - rest) / b
    turned = (rest != 0) & ((rest < 0) != (b < 0))
    quotient = select(turned, exact - 1.0, exact)
    down = lane.floor(quotient)
    down = select(quotient - down > 0.5, down + 1.0, down)
    signed = select(quotient == 0, lane.copysign(a.constant(0.0), a / b), down)
    return select(b == 0, a / b, signed)


def _floor_divide_integers(a: Lane, b: Lane) -> Lane:
    quotient, rest = _divide_integers(a, b)
    down = select(_opposite(rest, b), quotient - 1, quotient)
    return select(b == 0, 0, select(b == -1, -a, down))


def _remainder_integers(a: Lane, b: Lane) -> Lane:
    _, rest = _divide_integers(a, b)
    signed = select(_opposite(rest, b), rest + b, rest)
    return select((b == 0) | (b == -1), 0, signed)


def _divide_integers(a: Lane, b: Lane) -> tuple[Lane, Lane]:
    """Return the C quotient and rest, of 1 for a divisor that could trap (0, -1)."""
    safe = select((b == 0) | (b == -1), 1, b)
    quotient = a.with_value(a.builder.sdiv(a.value, safe.value))
    return quotient, a - quotient * safe


def _opposite(rest: Lane, divisor: Lane) -> Lane:
    return (rest != 0) & ((rest ^ divisor) < 0)
