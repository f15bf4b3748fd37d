"""Comparisons, logic on bits and truth values, classification, choices."""

from __future__ import annotations

import math

import numpy as np

from ..lane import Lane, fabs, select


def equal(a: Lane, b: Lane) -> Lane:
    """Return ``a == b``; false on nan."""
    return a == b


def not_equal(a: Lane, b: Lane) -> Lane:
    """Return ``a != b``; true on nan."""
    return a != b


def less(a: Lane, b: Lane) -> Lane:
    """Return ``a < b``; false on nan."""
    return a < b


def less_equal(a: Lane, b: Lane) -> Lane:
    """Return ``a <= b``; false on nan."""
    return a <= b


def greater(a: Lane, b: Lane) -> Lane:
    """Return ``a > b``; false on nan."""
    return a > b


def greater_equal(a: Lane, b: Lane) -> Lane:
    """Return ``a >= b``; false on nan."""
    return a >= b


def truth(a: Lane) -> Lane:
    """Return whether a number is not zero; nan counts as true."""
    return a.convert(np.bool_)


def logical_and(a: Lane, b: Lane) -> Lane:
    """Return whether both are true."""
    return truth(a) & truth(b)


def logical_or(a: Lane, b: Lane) -> Lane:
    """Return whether either is true."""
    return truth(a) | truth(b)


def logical_xor(a: Lane, b: Lane) -> Lane:
    """Return whether exactly one is true."""
    return truth(a) ^ truth(b)


def logical_not(a: Lane) -> Lane:
    """Return whether a number is zero."""
    return ~truth(a)


def bitwise_and(a: Lane, b: Lane) -> Lane:
    """Return ``a & b`` of integers or bools."""
    return a & b


def bitwise_or(a: Lane, b: Lane) -> Lane:
    """Return ``a | b`` of integers or bools."""
    return a | b


def bitwise_xor(a: Lane, b: Lane) -> Lane:
    """Return ``a ^ b`` of integers or bools."""
    return a ^ b


def invert(a: Lane) -> Lane:
    """Return ``~a``: every bit of an integer turned, a bool negated."""
    return ~a


def isnan(x: Lane) -> Lane:
    """Return whether a float is not a number."""
    return x != x


def isinf(x: Lane) -> Lane:
    """Return whether a float is an infinity of either sign."""
    return fabs(x) == math.inf


def isfinite(x: Lane) -> Lane:
    """Return whether a float is neither nan nor an infinity."""
    return fabs(x) < math.inf


def signbit(x: Lane) -> Lane:
    """Return whether a float's sign bit is set, also of -0.0 and of nan."""
    return x.bits() < 0


def where(condition: Lane, yes: Lane, no: Lane) -> Lane:
    """Return `yes` where the bool `condition` holds, else `no`."""
    return select(condition, yes, no)


def maximum(a: Lane, b: Lane) -> Lane:
    """Return the larger; nan if either is nan. Of two equal numbers, the second."""
    larger = select(a > b, a, b)
    return select(isnan(a), a, larger) if a.is_float else larger


def minimum(a: Lane, b: Lane) -> Lane:
    """Return the smaller; nan if either is nan. Of two equal numbers, the second."""
    smaller = select(a < b, a, b)
    return select(isnan(a), a, smaller) if a.is_float else smaller


def fmax(a: Lane, b: Lane) -> Lane:
    """Return the larger; the other one where one is nan."""
    larger = select(a > b, a, b)
    return select(isnan(b), a, larger) if a.is_float else larger


def fmin(a: Lane, b: Lane) -> Lane:
    """Return the smaller; the other one where one is nan."""
    smaller = select(a < b, a, b)
    return select(isnan(b), a, smaller) if a.is_float else smaller
