"""Functions of single numbers: each rate is the slope in a table of derivatives.

Source: any calculus text; NIST Digital Library of Mathematical Functions, chapter 4.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..factors import Cast, Diag, Gate, Identity, Over, Zero
from ..ops import CAST, MARK, STOP, WHERE
from .table import rule

LN2, LN10 = float(np.log(2)), float(np.log(10))


def ahead(x: Any, y: Any) -> Any:
    """1 where ``x`` is greater, 1/2 where both tie, 0 where ``y`` is greater."""
    return np.where(np.equal(x, y), 0.5, np.greater(x, y).astype(x.dtype))


def share(z: Any, mine: Any, other: Any) -> Any:
    """1 where ``mine`` was chosen, 1/2 where both tie, 0 elsewhere."""
    lead = np.equal(mine, z).astype(z.dtype) - np.equal(other, z).astype(z.dtype)
    return (1 + lead) / 2


def power_rate(x: Any, y: Any) -> Any:
    """``y x^(y-1)``, and 0 where ``y`` is 0, also at ``x = 0``."""
    flat = np.equal(y, 0)
    return np.where(flat, 0.0, y * np.power(x, np.where(flat, 1.0, y - 1)))


def log_at(x: Any) -> Any:
    """The logarithm, with 0 at 0: the limit of ``x^y log x`` for ``y > 0``."""
    return np.log(np.where(np.equal(x, 0), 1.0, x))


def unit(x: Any, length: Any) -> Any:
    """``x`` over its length: a direction, which is 0 where the length is 0."""
    none = np.equal(length, 0)
    return np.where(none, 0.0, x / np.where(none, 1.0, length))


def turn(x: Any, y: Any) -> Any:
    """``x / (x² + y²)``, which does not overflow."""
    distance = np.hypot(x, y)
    return x / distance / distance


def agreement(x: Any, y: Any) -> Any:
    """1 where the signs agree, -1 where they do not."""
    return np.copysign(1.0, x) * np.copysign(1.0, y)


def weights(z: Any, x: Any, y: Any, exp: np.ufunc) -> tuple[Diag, Diag]:
    """The parts of ``exp(z)`` that are ``exp(x)`` and ``exp(y)``."""
    return Diag(weight(z, x, y, exp)), Diag(weight(z, y, x, exp))


def weight(z: Any, x: Any, y: Any, exp: np.ufunc) -> Any:
    """``exp(x) / exp(z)``; infinities that tie share equally."""
    endless = np.isinf(z)
    return np.where(endless, share(z, x, y), exp(np.where(endless, 0.0, x - z)))


# fmt: off
# Sign and size
rule(np.positive,   lambda y, x: Identity())
rule(np.negative,   lambda y, x: Diag(-1.0))
rule(np.absolute,   lambda y, x: Diag(np.sign(x)))
rule(np.fabs,       lambda y, x: Diag(np.sign(x)))
rule(np.copysign,   lambda z, x, y: (Diag(agreement(x, y)), Zero()))
rule(np.sign,       lambda y, x: Zero())
rule(np.floor,      lambda y, x: Zero())
rule(np.ceil,       lambda y, x: Zero())
rule(np.rint,       lambda y, x: Zero())
rule(np.trunc,      lambda y, x: Zero())
rule(np.heaviside,  lambda z, x, y: (Zero(), Diag(np.equal(x, 0).astype(z.dtype))))

# Arithmetic
rule(np.add,        lambda z, x, y: (Identity(), Identity()))
rule(np.subtract,   lambda z, x, y: (Identity(), Diag(-1.0)))
rule(np.multiply,   lambda z, x, y: (Diag(y), Diag(x)))
rule(np.divide,     lambda z, x, y: (Over(y), Diag(-z / y)))
rule(np.remainder,  lambda z, x, y: (Identity(), Diag(-np.floor_divide(x, y))))
rule(np.fmod,       lambda z, x, y: (Identity(), Diag(-np.trunc(x / y))))
rule(np.floor_divide, lambda z, x, y: (Zero(), Zero()))
rule(np.reciprocal, lambda y, x: Diag(-y * y))
rule(np.square,     lambda y, x: Diag(2 * x))
rule(np.sqrt,       lambda y, x: Over(2 * y))
rule(np.cbrt,       lambda y, x: Over(3 * y * y))
rule(np.power,      lambda z, x, y: (Diag(power_rate(x, y)), Diag(z * log_at(x))))
rule(np.float_power, lambda z, x, y: (Diag(power_rate(x, y)), Diag(z * log_at(x))))
rule(np.hypot,      lambda z, x, y: (Diag(unit(x, z)), Diag(unit(y, z))))

# Exponentials and logarithms
rule(np.exp,        lambda y, x: Diag(y))
rule(np.exp2,       lambda y, x: Diag(y * LN2))
rule(np.expm1,      lambda y, x: Diag(np.exp(x)))
rule(np.log,        lambda y, x: Over(x))
rule(np.log2,       lambda y, x: Over(x * LN2))
rule(np.log10,      lambda y, x: Over(x * LN10))
rule(np.log1p,      lambda y, x: Over(1 + x))
rule(np.logaddexp,  lambda z, x, y: weights(z, x, y, np.exp))
rule(np.logaddexp2, lambda z, x, y: weights(z, x, y, np.exp2))

# Circular functions
rule(np.sin,        lambda y, x: Diag(np.cos(x)))
rule(np.cos,        lambda y, x: Diag(-np.sin(x)))
rule(np.tan,        lambda y, x: Diag(1 + y * y))
rule(np.arcsin,     lambda y, x: Over(np.sqrt((1 - x) * (1 + x))))
rule(np.arccos,     lambda y, x: Diag(-1 / np.sqrt((1 - x) * (1 + x))))
rule(np.arctan,     lambda y, x: Over(1 + x * x))
rule(np.arctan2,    lambda z, y, x: (Diag(turn(x, y)), Diag(-turn(y, x))))
rule(np.deg2rad,    lambda y, x: Diag(np.pi / 180))
rule(np.radians,    lambda y, x: Diag(np.pi / 180))
rule(np.rad2deg,    lambda y, x: Diag(180 / np.pi))
rule(np.degrees,    lambda y, x: Diag(180 / np.pi))

# Hyperbolic functions
rule(np.sinh,       lambda y, x: Diag(np.cosh(x)))
rule(np.cosh,       lambda y, x: Diag(np.sinh(x)))
rule(np.tanh,       lambda y, x: Diag(1 - y * y))
rule(np.arcsinh,    lambda y, x: Over(np.hypot(1.0, x)))
rule(np.arccosh,    lambda y, x: Over(np.sqrt(x - 1) * np.sqrt(x + 1)))
rule(np.arctanh,    lambda y, x: Over((1 - x) * (1 + x)))

# Choices
rule(np.maximum,    lambda z, x, y: (Diag(ahead(x, y)), Diag(ahead(y, x))))
rule(np.minimum,    lambda z, x, y: (Diag(ahead(y, x)), Diag(ahead(x, y))))
rule(np.fmax,       lambda z, x, y: (Diag(share(z, x, y)), Diag(share(z, y, x))))
rule(np.fmin,       lambda z, x, y: (Diag(share(z, x, y)), Diag(share(z, y, x))))
rule(WHERE,         lambda z, c, x, y: (None, Gate(c), Gate(np.logical_not(c))))

# Identities
rule(CAST,          lambda y, x, dtype: Cast())
rule(MARK,          lambda y, x, serial: Identity())
rule(STOP,          lambda y, x: None)
# fmt: on
