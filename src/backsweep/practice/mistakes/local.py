"""The local rates of a step: what one link of a chain multiplies by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...explain.formula.expression import Chain, Formula, Rate, Sum
from ..exercise.steps import Kind, Step
from ..exercise.words import Words
from .changes import inside, swapped
from .fault import Fault


@dataclass(frozen=True)
class Local:
    """How fast ``rate.of`` moves with ``rate.by``, as it stands in a step.

    A factor's step is nothing else. A step of a sweep through arrays has one in each of
    its ``ways``: the desire of a value that is fed, times how fast that value moves.
    """

    step: Step
    rate: Rate
    formula: Formula
    way: Formula

    @property
    def is_whole(self) -> bool:
        """Whether the step is nothing but this rate."""
        return self.way == self.formula

    def fault(
        self, kind: str, changed: Formula, words: Words, why: Words, *about: Formula
    ) -> Fault:
        """The mistake to put ``changed`` in place of this rate."""
        if self.is_whole:
            return Fault(kind, self.step, changed, words, why, about)
        assert isinstance(self.way, Chain)
        way = Chain((self.way.factors[0], changed))
        formula = swapped(self.step.formula, self.way, way)
        several = () if self.way == self.step.formula else (self.way,)
        return Fault(kind, self.step, formula, words, why, (*about, *several))


def local_rates(step: Step) -> Iterator[Local]:
    """The local rates that are worked out in a step."""
    rate = step.symbol
    if not isinstance(rate, Rate) or step.kind not in (Kind.FACTOR, Kind.SLOPE):
        return
    if not has_rates(step.formula):
        yield Local(step, rate, step.formula, step.formula)
        return
    for way in ways(step):
        desire, formula, *more = way.factors
        if isinstance(desire, Rate) and not more and not has_rates(formula):
            yield Local(step, Rate(desire.by, rate.by), formula, way)


def ways(step: Step) -> tuple[Chain, ...]:
    """The chains that a step adds up, or the one that it multiplies out."""
    formula = step.formula
    terms = formula.terms if isinstance(formula, Sum) else (formula,)
    return tuple(term for term in terms if isinstance(term, Chain))


def has_rates(formula: Formula) -> bool:
    """Whether the formula speaks of rates, and not of values alone."""
    return any(isinstance(part, Rate) for part in inside(formula))
