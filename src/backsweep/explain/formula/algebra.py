"""Formulas put together as a person would write them: ``x·x`` as ``x²``.

Only what changes no meaning is done: signs go to the front, whole numbers are
multiplied out, factors of 1 and terms of 0 are left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from .brackets import whole
from .expression import Formula, Minus, Number, Power, Product, Quotient, Sum, Symbol
from .numbers import Real, is_rounded, simplest

CUT = Symbol("…")
"""What is not written out; next to another one it is written once."""


def opposite(one: Formula) -> Formula:
    """Minus the formula.

    >>> print(opposite(Symbol("x")), opposite(Minus(Symbol("x"))), opposite(Number(3)))
    −x x −3
    """
    if isinstance(one, Minus):
        return one.of
    return Number(-one.value) if isinstance(one, Number) else Minus(one)


def total(*terms: Formula) -> Formula:
    """The terms added up.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> print(total(total(x, Number(0)), opposite(y)))
    x − y
    """
    if len(terms) == 2 and terms[0] is terms[1]:
        return product(Number(2), terms[0])
    flat = [t for term in terms for t in _opened(term, Sum)]
    counted = _once(t for t in flat if not _is(t, 0)) or flat[:1]
    return counted[0] if len(counted) == 1 else Sum(tuple(counted))


def product(*factors: Formula) -> Formula:
    """The factors multiplied, numbers and the sign in front.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> print(product(product(x, Number(2)), product(Number(-3), x)))
    −6x²
    """
    signs, sizes = zip(*map(_signed, factors), strict=True)
    same = all(size is sizes[0] for size in sizes)
    flat = list(sizes if same else [f for s in sizes for f in _opened(s, Product)])
    numbers = _multiplied(f.value for f in flat if isinstance(f, Number))
    others = _raised(_once(f for f in flat if not isinstance(f, Number)))
    made = [*map(Number, numbers), *others] or [Number(1)]
    size = made[0] if len(made) == 1 else Product(tuple(made))
    return size if math.prod(signs) > 0 else opposite(size)


def quotient(top: Formula, bottom: Formula) -> Formula:
    """One over the other, the sign in front.

    >>> print(quotient(Minus(Symbol("x")), Symbol("y")))
    −x/y
    """
    (sign, over), (other, under) = _signed(top), _signed(bottom)
    size = over if _is(under, 1) else Quotient(over, under)
    return size if sign == other else opposite(size)


def power(base: Formula, exponent: Formula) -> Formula:
    """One to the power of the other.

    >>> print(power(Symbol("x"), Number(2)), power(Symbol("x"), Number(1)))
    x² x
    """
    return base if _is(exponent, 1) else Power(base, exponent)


def _is(one: Formula, number: int) -> bool:
    return isinstance(one, Number) and bool(one.value == number)


def _signed(one: Formula) -> tuple[int, Formula]:
    """The sign, and what is left without it."""
    negative = isinstance(one, Minus) or (isinstance(one, Number) and one.value < 0)
    return (-1, opposite(one)) if negative else (1, one)


def _opened(one: Formula, kind: type[Sum] | type[Product]) -> tuple[Formula, ...]:
    """The parts of a sum in a sum, or of a product in a product."""
    if isinstance(one, Sum) and kind is Sum:
        return one.terms
    return one.factors if isinstance(one, Product) and kind is Product else (one,)


def _once(parts: Iterable[Formula]) -> list[Formula]:
    """The parts, different ones that are cut and neighbours written once."""
    made: list[Formula] = []
    for part in parts:
        if part != CUT or made[-1:] != [CUT] or made[-1] is part:
            made.append(part)
    return made


def _multiplied(numbers: Iterable[Real]) -> list[Real]:
    """The numbers as one where that is exact."""
    left: list[Real] = []
    for number in map(simplest, numbers):
        both = _exactly(left[-1], number) if left else None
        if both is None:
            left.append(number)
        else:
            left[-1] = both
    return [number for number in left if number != 1]


def _exactly(a: Real, b: Real) -> Real | None:
    """The product; ``None`` where it, or what is printed of it, is rounded."""
    if not (math.isfinite(a) and math.isfinite(b)):
        return None
    both = simplest(a * b)
    known = (
        Fraction(a) * Fraction(b) == Fraction(both) if math.isfinite(both) else False
    )
    return both if known and not is_rounded(both) else None


def _raised(factors: Iterable[Formula]) -> list[Formula]:
    """Neighbours that are the same as a power."""
    made: list[Formula] = []
    for one in factors:
        base, times = _base(one)
        last, before = _base(made[-1]) if made else (None, 0)
        if times > 0 and before > 0 and (base is last or _same_symbol(base, last)):
            made[-1] = Power(base, Number(before + times))
        else:
            made.append(one)
    return made


def _base(one: Formula) -> tuple[Formula, int]:
    """What is raised to a whole power, and to which."""
    if isinstance(one, Power) and (times := whole(one.exponent)) is not None:
        return one.base, times
    return one, 1


def _same_symbol(one: Formula, other: Formula | None) -> bool:
    return isinstance(one, Symbol) and one == other != CUT
