"""The exercise as the rules for mistakes look at it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ...explain.formula.expression import Chain, Formula, Rate, Sum, Symbol
from ...explain.parts.chain import Chains
from ..exercise.exercise import Exercise
from ..exercise.steps import Kind, Step


class Subject:
    """An exercise's formulas, by what they are of."""

    def __init__(self, exercise: Exercise):
        self.exercise = exercise
        self._slopes: dict[str, dict[Rate, Formula]] = {}

    @property
    def steps(self) -> tuple[Step, ...]:
        """The forward pass and everything that is asked."""
        return self.exercise.whole

    @cached_property
    def made(self) -> dict[Formula, Formula]:
        """How every value of the forward pass is computed."""
        return {x.symbol: x.formula for x in self.steps if x.kind is Kind.VALUE}

    def known_at(self, step: Step) -> set[str]:
        """What somebody at a step has numbers for: on the way forward, those so far."""
        values = [*map(str, self.made)]
        if step.id in values:
            values = values[: values.index(step.id)]
        return {*self.exercise.known(self.exercise.graph.given), *values}

    @cached_property
    def by_symbol(self) -> dict[Formula, Step]:
        """The steps by what they are of."""
        return {step.symbol: step for step in self.steps}

    def slopes(self, of: Formula) -> dict[Rate, Formula]:
        """The rate of a value for every single number that is given, by its chains."""
        if self.exercise.derivation.in_arrays or not isinstance(of, Symbol):
            return {}
        if of.name not in self._slopes:
            self._slopes[of.name] = dict(self._by_chains(of))
        return self._slopes[of.name]

    def _by_chains(self, of: Symbol) -> Iterator[tuple[Rate, Formula]]:
        explanation = self.exercise.derivation.explanation(of.name)
        reached = explanation.gradient.items()
        for name in (name for name, slope in reached if slope is not None):
            found = explanation.chain(name)
            if isinstance(found, Chains) and found.count == len(found.terms):
                chains = (tuple(t.formula for t in way) for way in found.terms)
                ways = tuple(Chain(way) if len(way) > 1 else way[0] for way in chains)
                one = ways[0] if len(ways) == 1 else Sum(ways)
                yield Rate(of, Symbol(name)), one
