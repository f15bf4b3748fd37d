"""A chain of equal factors, in exact fractions: the lesson's second exercise."""

from __future__ import annotations

from fractions import Fraction

from ...explain import explain, named
from ...explain.depth.targets import names
from ...explain.formula.numbers import spelled
from .curve import Curve
from .limits import check_depth, check_factor


def plain(factor: Fraction, depth: int) -> Curve:
    """What is left of a desire behind each of ``depth`` layers that pass on a share.

    Raises ``OutOfBounds``.

    >>> plain(Fraction(1, 2), 5).front
    Fraction(1, 32)
    """
    check_depth(depth)
    check_factor(factor, "factor")

    def chain(f: Fraction, a0: Fraction) -> Fraction:
        """The layers, each called by its name: the engine tells of what is named."""
        value = named("a0", a0)
        for layer in range(1, depth + 1):
            value = named(f"a{layer}", f * value)
        return value

    story = explain(chain)(f=factor, a0=Fraction(1)).story
    known = names(story.run)
    layers = (known[f"a{layer}"] for layer in range(depth, -1, -1))
    return Curve(tuple(map(story.slope, layers)), f"every factor is {spelled(factor)}")
