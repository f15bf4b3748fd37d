"""Sums and products without loss: a number as a pair, its head and a small tail.

T. J. Dekker, "A floating-point technique for extending the available precision",
Numerische Mathematik 18, 1971; D. E. Knuth, "The Art of Computer Programming", volume
2, section 4.2.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..lane import Lane, fma


@dataclass(frozen=True)
class Pair:
    """The unrounded sum of `head` and `tail`, where `head` is that sum rounded."""

    head: Lane
    tail: Lane

    def total(self) -> Lane:
        """Return the pair rounded to one number."""
        return self.head + self.tail


def add_ordered(large: Lane | float, small: Lane) -> Pair:
    """Return ``large + small`` exactly, for ``|large| >= |small|`` (or large 0)."""
    head = small.coerce(large) + small
    return Pair(head, small - (head - large))


def add(a: Lane, b: Lane) -> Pair:
    """Return ``a + b`` exactly, whichever is larger."""
    head = a + b
    shadow = head - a
    return Pair(head, (a - (head - shadow)) + (b - shadow))


def multiply(a: Lane, b: Lane | float) -> Pair:
    """Return ``a * b`` exactly."""
    head = a * b
    return Pair(head, fma(a, b, -head))


def divide(a: Pair, b: Pair) -> Pair:
    """Return the quotient of two pairs to about twice the precision."""
    inverse = 1.0 / b.head
    head = a.head * inverse
    missing = fma(-head, b.head, a.head) + fma(-head, b.tail, a.tail)
    return Pair(head, missing * inverse)


def multiply_pairs(a: Pair, b: Pair) -> Pair:
    """Return the product of two pairs to about twice the precision."""
    head = a.head * b.head
    crossed = fma(a.head, b.tail, a.tail * b.head)
    return Pair(head, fma(a.head, b.head, -head) + crossed)
