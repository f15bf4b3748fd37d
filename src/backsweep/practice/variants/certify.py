"""Whether numbers are fit for practice: short, and hiding no mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ..exercise.arithmetic import Numbers, Real
from ..exercise.closeness import apart
from ..exercise.steps import Step
from ..mistakes.fault import Fault
from .case import Variant

LONGEST = 5
"""Digits of the longest number that is worked with by hand."""
SMALLEST, LARGEST = 0.005, 1000.0


@dataclass(frozen=True)
class Hidden:
    """A mistake that gives the right number for a step."""

    fault: Fault
    at: Step


@dataclass(frozen=True)
class Tied:
    """Two different mistakes that give the same wrong number in their step."""

    one: Fault
    other: Fault


def is_short(number: Real, longest: int = LONGEST) -> bool:
    """Whether a number can be worked with by hand.

    >>> from fractions import Fraction
    >>> is_short(-144), is_short(Fraction(3, 4)), is_short(Fraction(1, 3))
    (True, True, True)
    >>> is_short(1234567), is_short(Fraction(123, 457)), is_short(1e-4)
    (False, False, False)
    """
    if isinstance(number, float):
        return SMALLEST <= abs(number) < LARGEST
    top, bottom = abs(number.numerator), number.denominator
    if 10**LONGEST % bottom == 0:
        digits = str(top * 10**LONGEST // bottom)
        return len(digits.rstrip("0")) <= longest and top < bottom * 10**longest
    return max(top, bottom) < 100


def hidden(variant: Variant) -> Iterator[Hidden]:
    """The mistakes that pass: in their own step, or in an answer further on."""
    right, here = variant.numbers, variant.here
    for fault in here.faults:
        if not _differ(number(fault.number, right), right[fault.step.id]):
            yield Hidden(fault, fault.step)
    for answer in variant.exercise.answers:
        for fault, _ in here.seen_from(answer):
            if fault.step.id == answer.id:
                continue
            found = number(variant.consequence(fault, answer), right)
            if not _differ(found, right[answer.id]):
                yield Hidden(fault, answer)


def tied(variant: Variant) -> Iterator[Tied]:
    """The mistakes of one step that its number alone does not tell apart."""
    right, here = variant.numbers, variant.here
    for faults in here.by_step.values():
        made = [(fault, number(fault.number, right)) for fault in faults]
        for (one, its), (other, others) in combinations(made, 2):
            if (
                not _differ(its, others)
                and here.prints[one.id] != here.prints[other.id]
            ):
                yield Tied(one, other)


def is_certified(variant: Variant, longest: int = LONGEST) -> bool:
    """Whether every number is short, no mistake passes, each step tells them apart."""
    try:
        numbers = variant.numbers
    except ArithmeticError:
        return False
    if not all(is_short(numbers[x.id], longest) for x in variant.mistakes.needed):
        return False
    if variant.mistakes.bends.are_met(numbers):
        return False
    return next(tied(variant), None) is None and next(hidden(variant), None) is None


def number(work: Callable[[Numbers], Real], right: Numbers) -> Real | None:
    """What some work gives; ``None`` where it gives no number."""
    try:
        return work(right)
    except ArithmeticError:
        return None


def _differ(one: Real | None, other: Real | None) -> bool:
    return one is None or other is None or apart(one, other)
