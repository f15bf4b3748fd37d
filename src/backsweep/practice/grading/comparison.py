"""The learner's chain beside the right one, with the factor at fault marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ...explain.formula.expression import Chain, Formula, Product, Sum
from ..exercise.arithmetic import Numbers, Real, evaluate
from ..exercise.steps import Step
from ..mistakes.fault import Fault
from ..variants.variant import Variant


@dataclass(frozen=True)
class Term:
    """One part of a line: as it is called, with its number; ``marked`` if at fault."""

    formula: Formula
    number: Real
    marked: bool = False


@dataclass(frozen=True)
class Line:
    """A step worked out: the parts, what joins them, and the result."""

    terms: tuple[Term, ...]
    sign: str
    result: Real


@dataclass(frozen=True)
class Comparison:
    """How the number comes about, and how the right one does."""

    yours: Line
    right: Line


def comparison(
    variant: Variant,
    fault: Fault,
    step: Step,
    own: Numbers,
    told: Collection[str] = (),
) -> Comparison:
    """Both ways to a step: a mistake's from the learner's numbers, and the right.

    ``told`` are the steps whose numbers are the learner's own, and stay.
    """
    made_here = fault.step.id == step.id
    formula = fault.formula if made_here else step.formula
    numbers = variant.mistakes.consequences.carried(fault, step, own, told)
    at_fault = fault.about if made_here else (fault.step.symbol,)
    known = own if made_here else numbers
    yours = _line(formula, known, numbers[step.id], at_fault)
    right = variant.numbers
    return Comparison(yours, _line(step.formula, right, right[step.id], at_fault))


def _line(
    formula: Formula, known: Numbers, result: Real, at_fault: tuple[Formula, ...]
) -> Line:
    sign = " + " if isinstance(formula, Sum) else " · "
    terms = (Term(x, evaluate(x, known), x in at_fault) for x in _parts(formula))
    return Line(tuple(terms), sign, result)


def _parts(formula: Formula) -> Iterator[Formula]:
    match formula:
        case Chain(parts) | Product(parts) | Sum(parts):
            yield from parts
        case _:
            yield formula
