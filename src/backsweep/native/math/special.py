"""Functions of probability: erf, logit."""

from __future__ import annotations

from ..lane import Lane, copysign, fabs, fma, select
from . import pairs
from .exponential import exp
from .formats import polynomial
from .logarithm import log_of_sum
from .pairs import Pair


def erf(x: Lane) -> Lane:
    """Return the error function, to 2 ulp; -1 and 1 far out.

    Below 1 it is an odd polynomial; from there on ``1 - exp(p(x))`` with a polynomial
    p, the logarithm of a complement that is small enough to hide p's rounding.
    """
    magnitude = fabs(x)
    bounded = select(magnitude > 6.0, x.constant(6.0), magnitude)
    far = 1.0 - exp(polynomial("erf_far", bounded - 1.0))
    z = x * x
    near = fma(x, polynomial("erf", z), x)
    return select(magnitude < 1.0, near, copysign(far, x))


def logit(x: Lane) -> Lane:
    """Return ``log(x / (1 - x))``, to 1.5 ulp, the quotient kept as a pair."""
    below = pairs.add_ordered(1.0, -x)
    return log_of_sum(pairs.divide(Pair(x, x.constant(0.0)), below))
