"""Whether the sides of an equation come out alike, as far as they can be worked out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ...explain.formula.expression import Formula, Number, Rate, Symbol
from ...explain.formula.numbers import MINUS, spelled
from ..exercise.arithmetic import Real
from ..grammar.equations import Equation, Side
from .known import Known, names

LARGEST = 10**12
"""What is larger is told as text tells it, whatever the digits stated."""
ROUNDED = Fraction(1, 100)
"""How far, in proportion, a formula of rounded numbers may be off after a ≈."""


@dataclass(frozen=True)
class Worked:
    """A side and its number; ``loose`` says that a ≈ stands somewhere before it."""

    side: Side
    value: Real
    loose: bool

    @property
    def rank(self) -> tuple[bool, bool]:
        """What is trusted first: formulas with names, then others, then numbers."""
        return not names([_formula(self)]), isinstance(_formula(self), Number)


@dataclass(frozen=True)
class Verdict:
    """The sides that are wrong, each with what is right, and how many were compared.

    ``unchecked`` says that a number is stated that there was nothing to compare with.
    """

    wrong: tuple[tuple[str, str], ...] = ()
    compared: int = 0
    unchecked: bool = False


def judged(equation: Equation, known: Known) -> Verdict:
    """The equation judged; a name that it explains is known from then on.

    >>> from ..grammar.equations import plain_equations
    >>> judged(plain_equations("a = 2·3 = 7")[0], Known()).wrong
    (('7', '6'),)
    """
    worked = _worked(equation, known)
    if not worked:
        return Verdict()
    right = min(worked, key=lambda one: one.rank)
    learned = _learned(equation, known, right)
    if len(worked) == 1:
        return Verdict(unchecked=right.rank[0] and not learned)
    pairs = pairwise([worked[0], *worked])
    wrong = [one for before, one in pairs if not _agrees(one, right, before)]
    told = tuple((one.side.text, _told(one, right.value)) for one in wrong)
    return Verdict(told, len(worked) - 1)


def _formula(one: Worked) -> Formula:
    assert one.side.formula
    return one.side.formula


def _worked(equation: Equation, known: Known) -> list[Worked]:
    made, loose = [], False
    for side in equation.sides:
        loose = loose or side.approximate
        if (value := known.value(side.formula)) is not None:
            made.append(Worked(side, value, loose))
    return made


def _learned(equation: Equation, known: Known, right: Worked) -> bool:
    """Whether a name was explained: in an exercise none is, nor is a bare slope."""
    alone = isinstance(_formula(right), Number)
    kinds = Symbol if alone else Symbol | Rate
    new = [s.formula for s in equation.sides if isinstance(s.formula, kinds)]
    if known.graph:
        return False
    for one in new:
        known.learn(one, right.value)
    return bool(new)


def _agrees(one: Worked, right: Worked, before: Worked) -> bool:
    """Whether a side has the right number, or follows exactly from the one before."""
    if one is right or _same(one.value, right.value):
        return True
    if not one.loose:
        return False
    if not one.side.approximate and _same(one.value, before.value):
        return True
    return _gap(one.value, right.value) <= _allowance(one, right.value)


def _same(one: Real, other: Real) -> bool:
    """Exact numbers are the same or not; others up to the last bits of a float."""
    if isinstance(one, float) or isinstance(other, float):
        size = max(abs(Fraction(one)), abs(Fraction(other)))
        return _gap(one, other) <= max(size, Fraction(1, 1000)) / 10**9
    return one == other


def _gap(one: Real, other: Real) -> Fraction:
    """How far apart two numbers are, however large."""
    return abs(Fraction(one) - Fraction(other))


def _allowance(one: Worked, right: Real) -> Fraction:
    """How far off a number may be after a ≈: half of the last digit that is stated."""
    if one.side.digits is None:
        return abs(Fraction(right)) * ROUNDED
    return Fraction(500_001, 1_000_000) / 10**one.side.digits


def _told(one: Worked, right: Real) -> str:
    """What is right, to as many digits as were stated."""
    digits = one.side.digits
    if not one.loose or digits is None or abs(Fraction(right)) > LARGEST:
        return spelled(right)
    return f"{float(right):.{digits}f}".replace("-", MINUS)
