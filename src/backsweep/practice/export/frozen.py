"""Variants with their numbers fixed, for places that cannot draw fresh ones.

A question is one answer of a variant: its number, and every other number that a wrong
derivation gives, with the words for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ...explain.formula.expression import Formula, Number, Sum
from ...explain.formula.numbers import is_ratio
from ..exercise.arithmetic import Real
from ..exercise.closeness import apart, slack
from ..exercise.derivation import RATE
from ..exercise.figures import figures
from ..exercise.steps import Kind, Step
from ..exercise.words import Words
from ..lesson.pieces import Lesson, Task
from ..mistakes.fault import Fault
from ..mistakes.known import mistakes_of
from ..telling.stating import computed, numbers
from ..variants.certify import number
from ..variants.seeds import PRINTED
from ..variants.variant import Variant, variant

ROUNDED = "Write a decimal number, rounded to three significant digits."
EXACT = "Write a whole or a decimal number."


@dataclass(frozen=True)
class Slip:
    """A number that is wrong, and the mistakes that give it."""

    number: Real
    faults: tuple[Fault, ...]

    @property
    def words(self) -> Words:
        """What was done to get there, with what is right, every way of it."""
        told: Words = ("How one gets this number: for ",)
        for place, fault in enumerate(self.faults):
            told += ("; or for ",) if place else ()
            told += (fault.step.symbol, ", ", *fault.words, " (", *fault.why, ")")
        return (*told, ".")


@dataclass(frozen=True, eq=False)
class Question:
    """One answer that is asked of a variant."""

    variant: Variant
    step: Step

    @property
    def number(self) -> Real:
        """The right number."""
        return self.variant.numbers[self.step.id]

    @property
    def words(self) -> Words:
        """What is asked, and how a machine wants it written."""
        how = EXACT if tolerance(self.number) == 0 else ROUNDED
        return (*self.wanted, " ", how)

    @property
    def wanted(self) -> Words:
        """What is asked."""
        return _wanted(self.step, self.variant)

    @cached_property
    def slips(self) -> list[Slip]:
        """The numbers that mistakes give, but for those that could pass as right."""
        found: list[tuple[Real, list[Fault]]] = []
        for fault, _ in self.variant.here.seen_from(self.step):
            work = self.variant.consequence(fault, self.step)
            made = number(work, self.variant.numbers)
            if made is not None and apart(made, self.number):
                _put(found, made, fault)
        return [Slip(made, tuple(faults)) for made, faults in found]


@dataclass(frozen=True, eq=False)
class Frozen:
    """A variant of a lesson's exercise."""

    lesson: Lesson
    task: Task
    variant: Variant

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return f"{self.task.id}/{self.variant.seed}"

    @property
    def is_printed(self) -> bool:
        """Whether its numbers are the lesson's own."""
        return self.variant.seed == PRINTED

    @property
    def computed(self) -> list[Words]:
        """How each value is computed."""
        return computed(self.variant.exercise.graph)

    @property
    def given(self) -> list[Words]:
        """The numbers that are given."""
        return numbers(self.variant.given)

    @property
    def questions(self) -> list[Question]:
        """What is asked."""
        return [Question(self.variant, step) for step in self.variant.exercise.answers]

    @property
    def worked(self) -> list[Words]:
        """Every step: how it is found, with the numbers in it, and what it comes to."""
        return [_worked(step, self.variant) for step in self.variant.exercise.whole]


def frozen(lessons: Iterable[Lesson], seeds: Iterable[str]) -> Iterator[Frozen]:
    """The variants of every exercise for some seeds."""
    seeds = [*seeds]
    for lesson in lessons:
        for task in lesson.tasks:
            for seed in seeds:
                yield Frozen(lesson, task, variant(mistakes_of(task.graph), seed))


def called(seed: str) -> str:
    """A variant as a reader is told of it."""
    return "the printed numbers" if seed == PRINTED else f"variant {seed}"


def tolerance(one: Real) -> float:
    """How far off an answer may be: not at all where it can be written out.

    >>> tolerance(Fraction(1, 32)), tolerance(0.25)
    (0.0, 0.00125)
    """
    endless = isinstance(one, float) or is_ratio(one)
    return slack(float(one)) if endless else 0.0


def decimal(one: Real) -> str:
    """The number in digits, as other systems read it.

    >>> decimal(Fraction(-1, 32)), decimal(Fraction(2, 3)), decimal(1.5e-7)
    ('-0.03125', '0.666667', '0.00000015')
    """
    if isinstance(one, Fraction) and not is_ratio(one):
        return format(Decimal(one.numerator) / Decimal(one.denominator), "f")
    return (
        str(one) if isinstance(one, int) else format(Decimal(f"{float(one):.6g}"), "f")
    )


def _put(found: list[tuple[Real, list[Fault]]], made: Real, fault: Fault) -> None:
    """Beside the mistakes that give the same number, if there are any."""
    for other, faults in found:
        if not apart(made, other):
            faults.append(fault)
            return
    found.append((made, [fault]))


def _wanted(step: Step, variant: Variant) -> Words:
    match step.kind, step.formula:
        case Kind.UPDATE, Sum((weight, *_)):
            rate = Number(variant.known[str(RATE)])
            told = " after one step of gradient descent with learning rate "
            return ("Find ", weight, told, rate, ".")
    return ("Find ", step.symbol, ".")


def _worked(step: Step, variant: Variant) -> Words:
    """``dC/dw1 = dC/da3 · da3/dw1 = 2 · 4 = 8``, each side but once."""
    result = Number(variant.numbers[step.id])
    sides = [step.formula, figures(step.formula, variant.numbers), result]
    told: list[str | Formula] = [step.symbol]
    for place, side in enumerate(sides):
        if side not in sides[place + 1 :]:
            told += [" = ", side]
    return tuple(told)
