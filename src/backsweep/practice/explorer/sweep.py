"""A sweep as moments: one value after the other forward, then one desire after another.

Every number is the engine's, exact where its operations are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ...explain import explain
from ...explain.formula.expression import Chain, Formula, Rate, Sum, Symbol
from ...explain.links import Link
from ...graph import Node
from ..exercise.arithmetic import Real
from ..exercise.entries import Given
from ..exercise.exercise import Exercise
from ..exercise.figures import figures
from ..exercise.network import arguments, function
from ..variants.pools import targets


@dataclass(frozen=True)
class Moment:
    """One number worked out: what it is called, how it is found, with figures.

    ``about`` is the value or weight whose number, or whose desire, it is.
    """

    symbol: Formula
    formula: Formula
    figures: Formula
    number: Real
    about: Formula
    back: bool = False

    @property
    def id(self) -> str:
        """``a2`` on the way forward, ``dC/da2`` on the way back."""
        return str(self.symbol)


class Sweep:
    """The moments of an exercise's graph, with any numbers given."""

    def __init__(self, exercise: Exercise, given: Given):
        self.exercise = exercise
        graph = exercise.graph
        self.explanation = explain(function(graph, graph.cost))(**arguments(given))
        self.story, self.links = self.explanation.story, self.explanation.story.links

    @cached_property
    def numbers(self) -> dict[str, Real]:
        """Every value and every desire, by name."""
        values = self.explanation.forward().values
        found = {str(self.links.formula(x)): self.story.number(x) for x in values}
        return found | {str(self.story.rate(x)): self.story.slope(x) for x in self._way}

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Forward from the inputs to the cost, then back to every weight."""
        return (*self._forward(), *map(self._desire, self._order()))

    def _forward(self) -> Iterator[Moment]:
        for step in self.exercise.derivation.forward:
            inside, number = figures(step.formula, self.numbers), self.numbers[step.id]
            yield Moment(step.symbol, step.formula, inside, number, step.symbol)

    @cached_property
    def _way(self) -> list[Node]:
        """The values that desires come to, from the cost on."""
        found = self.explanation.desires().values
        return [one for one in found if one is not self.story.run.cost]

    def _order(self) -> Iterator[Node]:
        """A weight comes as soon as all that it feeds has its desire.

        What a value is only compared with is no part of the network.
        """
        given = self.story.run.given
        known = {self.story.run.cost}
        waiting = [x for x in self._way if x in given and not self._is_compared(x)]
        for one in (self.story.run.cost, *(x for x in self._way if x not in given)):
            if one not in known:
                yield one
                known.add(one)
            ready = [x for x in waiting if {y.of for y in self._out(x)} <= known]
            yield from ready
            waiting = [x for x in waiting if x not in ready]

    def _is_compared(self, one: Node) -> bool:
        symbol = self.links.formula(one)
        compared = targets(self.exercise.graph)
        return isinstance(symbol, Symbol) and symbol.name in compared

    @cached_property
    def _outgoing(self) -> dict[Node, list[Link]]:
        found: dict[Node, list[Link]] = {}
        for links in self.links.into.values():
            for link in links:
                found.setdefault(link.by, []).append(link)
        return found

    def _out(self, one: Node) -> list[Link]:
        return self._outgoing.get(one, [])

    def _desire(self, one: Node) -> Moment:
        """What comes back: from each value that it feeds, a desire times a rate."""
        terms = tuple(map(self._brought, self._out(one)))
        formula = terms[0] if len(terms) == 1 else Sum(terms)
        symbol, about = self.story.rate(one), self.links.formula(one)
        inside = figures(formula, self.numbers)
        return Moment(symbol, formula, inside, self.story.slope(one), about, back=True)

    def _brought(self, link: Link) -> Formula:
        rate = self.links.formula(link.rate)
        if link.of is self.story.run.cost:
            return rate
        return Chain((Rate(self.story.cost, self.links.formula(link.of)), rate))
