"""sin, cos, tan of angles of any size.

After the reduction to ``|r| <= pi/4`` sin and cos are polynomials, whose first terms
carry the tail of r (W. J. Cody and W. Waite, 1980, chapters 8 and 9).
"""

from __future__ import annotations

from ..lane import Lane, fma, select
from . import pairs, reduction
from .formats import polynomial
from .pairs import Pair
from .reduction import Angle


def _sine(angle: Angle, z: Lane) -> Pair:
    """Return sin of the rest r of an angle, ``z = r^2``, as an unrounded sum."""
    bend = angle.head * z * polynomial("sin", z)
    if angle.tail is not None:
        bend = fma(angle.tail, fma(z, -0.5, 1.0), bend)
    return Pair(angle.head, bend)


def _cosine(angle: Angle, z: Lane) -> Pair:
    """Return cos of the rest r of an angle, ``z = r^2``, as an unrounded sum."""
    half = 0.5 * z
    near = 1.0 - half
    rest = z * z * polynomial("cos", z)
    if angle.tail is not None:
        rest = fma(-angle.head, angle.tail, rest)
    return Pair(near, ((1.0 - near) - half) + rest)


def _reduced(x: Lane, exact: bool) -> tuple[Lane, Pair, Pair]:
    """Return the quadrant of ``|x|``, and sin and cos of the rest.

    Of a float32 the tail of the rest is left out unless the result is to be exact.
    """
    wide = x.dtype.itemsize == 8
    angle = reduction.reduce(x) if wide else reduction.reduce_single(x, exact)
    z = angle.head * angle.head
    return angle.quadrant, _sine(angle, z), _cosine(angle, z)


def _flip(x: Lane, sign: Lane) -> Lane:
    """Return `x`, negated where the sign bit of the integer `sign` is set."""
    top = sign.constant(-1 << (8 * sign.dtype.itemsize - 1))
    return (x.bits() ^ (sign & top)).from_bits()


def _to_sign_bit(quadrant: Lane) -> Lane:
    """Move bit 1 of a quadrant, which says that the sign turns, to the sign bit."""
    return quadrant << (8 * quadrant.dtype.itemsize - 2)


def sin(x: Lane) -> Lane:
    """Return the sine of any finite angle, to 2 ulp; nan of infinity."""
    quadrant, sine, cosine = _reduced(x, exact=False)
    value = select((quadrant & 1) == 0, sine.total(), cosine.total())
    return _flip(value, _to_sign_bit(quadrant) ^ x.bits())


def cos(x: Lane) -> Lane:
    """Return the cosine of any finite angle, to 2 ulp; nan of infinity."""
    quadrant, sine, cosine = _reduced(x, exact=False)
    value = select((quadrant & 1) == 0, cosine.total(), sine.total())
    return _flip(value, _to_sign_bit(quadrant + 1))


def tan(x: Lane) -> Lane:
    """Return the tangent of any finite angle, to 1.5 ulp; nan of infinity."""
    quadrant, sine, cosine = _reduced(x, exact=True)
    even = (quadrant & 1) == 0
    s, c = (pairs.add_ordered(part.head, part.tail) for part in (sine, cosine))
    above = Pair(select(even, s.head, c.head), select(even, s.tail, c.tail))
    below = Pair(select(even, c.head, s.head), select(even, c.tail, s.tail))
    turned = quadrant << (8 * quadrant.dtype.itemsize - 1)
    return _flip(pairs.divide(above, below).total(), turned ^ x.bits())
