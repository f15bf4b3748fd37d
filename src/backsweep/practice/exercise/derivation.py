"""The steps of an exercise, from the engine's explanation of its graph.

Where every value is a single number, a slope is asked for as the lesson tells it: its
factors, the product of each chain, and the sum of the chains if there are several.
Where values are arrays, it is asked for as the sweep finds it: the desire of each value
on the way back, each worked out from the desire after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from ...explain.begin import explain
from ...explain.explanation import Explanation
from ...explain.formula.expression import (
    Call,
    Chain,
    Formula,
    MatrixProduct,
    Minus,
    Product,
    Rate,
    Sum,
    Symbol,
    Transpose,
)
from ...explain.formula.trees import parts, rebuilt
from ...explain.parts.chain import Chains, Term
from ..errors import LessonMistake
from ..grammar.graph import Ask, Forward, Graph, Slope, Update
from .entries import entries
from .network import arguments, function
from .steps import Kind, Step


class Derivation:
    """All that is asked of a graph, as steps in the order they are worked out."""

    def __init__(self, graph: Graph):
        self.graph = graph
        self._explained: dict[str, Explanation] = {}

    def explanation(self, of: str) -> Explanation:
        """The engine's explanation of a value, at the printed numbers."""
        if of not in self._explained:
            made = explain(function(self.graph, of))
            self._explained[of] = made(**arguments(self.graph.given))
        return self._explained[of]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps, each symbol once."""
        found: dict[str, Step] = {}
        for ask in self.graph.asks:
            for step in self._asked(ask):
                found.setdefault(step.id, step)
        return tuple(found.values())

    def _asked(self, ask: Ask) -> Iterator[Step]:
        match ask:
            case Forward():
                yield from self.forward
            case Slope(of, by):
                yield from self._slope(of, by)
            case Update(name, rate):
                yield from self._update(name, rate)

    @cached_property
    def forward(self) -> list[Step]:
        """Every computed value: entries of arrays in one group."""
        computed = self.explanation(self.graph.cost).forward().formulas
        return [
            Step(one, self._as_written(one) or formula, Kind.VALUE, _group(one))
            for one, formula in computed.items()
            if isinstance(one, Symbol)
        ]

    def _as_written(self, one: Symbol) -> Formula | None:
        """The author's own formula, of entries where it works entry by entry."""
        written = {x.name: x.formula for x in self.graph.statements}
        return entrywise(written[one.name], one.index, self.arrays)

    @cached_property
    def arrays(self) -> frozenset[str]:
        """The names of values that are arrays."""
        return frozenset(one.name for one in self._values if one.index)

    @cached_property
    def _values(self) -> list[Symbol]:
        """Every single number that is given or computed."""
        computed = self.explanation(self.graph.cost).forward().formulas
        given = (symbol for symbol, _ in entries(self.graph.given))
        return [*given, *(one for one in computed if isinstance(one, Symbol))]

    @property
    def in_arrays(self) -> bool:
        """Whether some value is an array, so that slopes are told as the sweep goes."""
        return bool(self.arrays)

    def _slope(self, of: str, by: str) -> Iterator[Step]:
        told = {one: self._chains(of, one) for one in self._entries(by)}
        if self.in_arrays:
            return _swept(Symbol(of), told)
        ((name, chains),) = told.items()
        return _multiplied(Rate(Symbol(of), name), chains)

    def _chains(self, of: str, by: Symbol) -> list[tuple[Term, ...]]:
        found = self.explanation(of).chain(str(by))
        if not isinstance(found, Chains) or found.count > len(found.terms):
            raise LessonMistake(
                f"d{of}/d{by} has no chain that could be worked by hand",
                cure=f"ask for a slope that {by} takes part in, in a smaller graph",
            )
        return found.terms

    def _entries(self, by: str) -> list[Symbol]:
        """The entries of ``by``; itself if it is a single number."""
        return [one for one in self._values if one.name == by]

    def _update(self, name: str, rate: object) -> Iterator[Step]:
        yield from self._slope(self.graph.cost, name)
        for one in self._entries(name):
            slope = Rate(Symbol(self.graph.cost), one)
            step = Minus(Product((RATE, slope)))
            new = stepped(one)
            yield Step(new, Sum((one, step)), Kind.UPDATE, _group(new))


RATE = Symbol("rate")
"""The learning rate of an update."""


def stepped(one: Symbol) -> Symbol:
    """What a weight is called after its step."""
    return Symbol(f"{one.name}_new", one.index)


def entrywise(
    formula: Formula, index: tuple[int, ...], arrays: Collection[str]
) -> Formula | None:
    """The formula of one entry; ``None`` where entries are mixed, as products do."""
    if isinstance(formula, Symbol) and formula.name in arrays and not formula.index:
        return replace(formula, index=index) if index else None
    mixes = isinstance(formula, (MatrixProduct, Transpose))
    if mixes or (isinstance(formula, Call) and formula.function == "sum"):
        return None
    made = {part: entrywise(part, index, arrays) for part in parts(formula)}
    if any(entry is None for entry in made.values()):
        return None
    return rebuilt(formula, lambda part: made[part] or part)


def _group(one: Symbol) -> str:
    return one.name if one.index else ""


def _multiplied(slope: Rate, chains: Sequence[Sequence[Term]]) -> Iterator[Step]:
    """Factors, then the product of each chain, then their sum."""
    for chain in chains:
        for term in chain:
            yield Step(term.symbol, term.formula, Kind.FACTOR)
    paths = [_path(chain) for chain in chains]
    if len(paths) == 1:
        yield Step(slope, paths[0], Kind.SLOPE)
        return
    for path in paths:
        yield Step(path, path, Kind.PATH)
    yield Step(slope, Sum(tuple(paths)), Kind.SLOPE)


def _path(chain: Sequence[Term]) -> Formula:
    rates = tuple(term.symbol for term in chain)
    return Chain(rates) if len(rates) > 1 else rates[0]


def _swept(
    of: Symbol, told: Mapping[Symbol, Sequence[Sequence[Term]]]
) -> Iterator[Step]:
    """The desire of every value on the way, from those of the values it feeds."""
    links = {
        term.symbol: term for ways in told.values() for way in ways for term in way
    }
    into: dict[Formula, list[Term]] = {}
    for term in links.values():
        into.setdefault(term.symbol.by, []).append(term)
    for by in _backward(of, into):
        ways = sorted(into[by], key=lambda term: str(term.symbol))
        terms = tuple(_brought(of, term) for term in ways)
        formula = Sum(terms) if len(terms) > 1 else terms[0]
        kind = Kind.SLOPE if by in told else Kind.FACTOR
        group = f"d{of}/d{by.name}" if isinstance(by, Symbol) and by.index else ""
        yield Step(Rate(of, by), formula, kind, group)


def _brought(of: Symbol, term: Term) -> Formula:
    """What one value passes back: its own desire times the rate of the link."""
    if term.symbol.of == of:
        return term.formula
    return Chain((Rate(of, term.symbol.of), term.formula))


def _backward(of: Symbol, into: Mapping[Formula, Sequence[Term]]) -> Iterator[Formula]:
    """The values in an order in which each comes after all that it feeds.

    The entries of an array stand together, in their order.
    """
    done: set[Formula] = {of}
    names = [*dict.fromkeys(map(_name, into))]
    waiting = sorted(into, key=lambda one: (names.index(_name(one)), _index(one)))
    while waiting:
        ready = [x for x in waiting if all(t.symbol.of in done for t in into[x])]
        done.update(ready)
        waiting = [one for one in waiting if one not in ready]
        yield from ready


def _name(one: Formula) -> str:
    return one.name if isinstance(one, Symbol) else str(one)


def _index(one: Formula) -> tuple[int, ...]:
    return one.index if isinstance(one, Symbol) else ()
