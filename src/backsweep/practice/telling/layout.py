"""The boxes of an exercise in the order and the shape in which they are worked.

The way forward is the graph itself, with a box behind each value. The way back is a
chain for each slope, a box under each factor; or, where values are arrays, a grid for
each of them. A factor that has its box further up is only repeated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ...explain.formula.expression import Chain, Formula, Rate, Sum, Symbol
from ..exercise.exercise import Exercise
from ..exercise.steps import Kind, Step
from ..exercise.words import Words

BACK = (Kind.FACTOR, Kind.PATH, Kind.SLOPE)


@dataclass(frozen=True)
class Link:
    """A factor of a chain, with its box; ``None`` where the box is further up."""

    symbol: Formula
    step: Step | None


@dataclass(frozen=True)
class Line:
    """One line: words, or the links of a chain, and the boxes of what they give.

    Boxes are the entries of one array, in so many ``columns``; there are none where a
    value is stated and not asked for.
    """

    words: Words
    boxes: tuple[Step, ...]
    links: tuple[Link, ...] = ()

    @property
    def columns(self) -> int:
        """How many boxes stand side by side."""
        return max((_column(step) for step in self.boxes), default=0) + 1

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every box of the line, in the order in which it is filled in."""
        return (*(x.step for x in self.links if x.step), *self.boxes)


@dataclass(frozen=True)
class Section:
    """Lines with a title over them."""

    title: Words
    lines: tuple[Line, ...]


def sections(exercise: Exercise) -> list[Section]:
    """Everything that is stated and asked.

    >>> from ..grammar.asks import exercise_graph
    >>> graph = exercise_graph("C = a**2; a = w*x", "w = 2, x = 3", "dC/dw")
    >>> forward, back = sections(Exercise(graph))
    >>> [str(link.symbol) for link in back.lines[0].links]
    ['dC/da', 'da/dw']
    """
    return [_forward(exercise), *_back(exercise), *_updates(exercise)]


def _forward(exercise: Exercise) -> Section:
    """The author's statements, each with the boxes of its value."""
    asked = [step for step in exercise.steps if step.kind is Kind.VALUE]
    lines = []
    for one in exercise.graph.statements:
        name, boxes = Symbol(one.name), _named(one.name, asked)
        words = (name, " = ", one.formula, *((" = ",) if boxes else ()))
        lines.append(Line(words, boxes))
    return Section(("The way forward",) if asked else (), tuple(lines))


def _named(name: str, steps: list[Step]) -> tuple[Step, ...]:
    whole = Symbol(name)
    return tuple(step for step in steps if without_place(step.symbol) == whole)


def _back(exercise: Exercise) -> Iterator[Section]:
    steps = [step for step in exercise.steps if step.kind in BACK]
    if exercise.derivation.in_arrays:
        lines = tuple(_arrays(steps))
        return iter([Section(("The way back",), lines)] if lines else [])
    return _ways(steps, {step.id for step in exercise.answers})


def _ways(steps: list[Step], answers: set[str]) -> Iterator[Section]:
    """A section for each slope, from its first factor on."""
    way: list[Step] = []
    for step in steps:
        way.append(step)
        if step.id in answers:
            yield Section(_titled(step), tuple(_way(way)))
            way = []
    if way:
        yield Section(("The way back",), tuple(_arrays(way)))


def _titled(slope: Step) -> Words:
    to = (" to ", slope.symbol.by) if isinstance(slope.symbol, Rate) else ()
    return ("The way back", *to)


def _way(steps: list[Step]) -> Iterator[Line]:
    """The chains that lead to the last of the steps, and what they give together."""
    *before, slope = steps
    boxes = {step.symbol: step for step in before if step.kind is Kind.FACTOR}
    chains = [x for x in steps if isinstance(x.formula, Chain)]
    names = [_called(chain, place + 1) for place, chain in enumerate(chains)]
    lines = [_chain(*one, boxes) for one in zip(names, chains, strict=True)]
    yield from _arrays([*boxes.values()])
    yield from lines
    if slope not in chains:
        yield Line((slope.symbol, " = ", *_added(names)), (slope,))


def _called(chain: Step, number: int) -> Words:
    """What a chain gives: the slope itself, or what one of several paths brings."""
    return (chain.symbol,) if chain.kind is Kind.SLOPE else (f"path {number}",)


def _added(paths: list[Words]) -> Words:
    """The paths as a sum, for the line that adds them."""
    signs = [" + "] * (len(paths) - 1) + [" = "]
    listed = zip(paths, signs, strict=False)
    return tuple(part for path, sign in listed for part in (*path, sign))


def _chain(words: Words, result: Step, boxes: dict[Formula, Step]) -> Line:
    """A chain; each factor takes its box out of those that are left."""
    factors = result.formula.factors if isinstance(result.formula, Chain) else ()
    links = tuple(Link(one, boxes.pop(one, None)) for one in factors)
    return Line(words, (result,), links)


def _updates(exercise: Exercise) -> Iterator[Section]:
    lines = tuple(_arrays([x for x in exercise.steps if x.kind is Kind.UPDATE]))
    if lines:
        yield Section(("A step against the slope",), lines)


def _arrays(steps: list[Step]) -> Iterator[Line]:
    """A line for each array, or for a single number."""
    for _, entries in groupby(steps, lambda step: without_place(step.symbol)):
        boxes = tuple(entries)
        yield Line((*map(without_place, called(boxes[0])), " = "), boxes)


def called(step: Step) -> Words:
    """What a box is for; after a step against the slope, a weight is new."""
    if step.kind is Kind.UPDATE and isinstance(step.formula, Sum):
        return ("new ", step.formula.terms[0])
    return (step.symbol,)


def without_place(symbol: Formula | str) -> Formula | str:
    """The whole array that an entry belongs to; anything else is whole already.

    >>> print(without_place(Rate(Symbol("C"), Symbol("W", (0, 1)))))
    dC/dW
    """
    match symbol:
        case Symbol():
            return replace(symbol, index=())
        case Rate(by=Symbol() as by):
            return replace(symbol, by=replace(by, index=()))
        case _:
            return symbol


def _column(step: Step) -> int:
    """Where a number stands in the row of its matrix; a vector stands upright."""
    one = step.symbol.by if isinstance(step.symbol, Rate) else step.symbol
    place = one.index if isinstance(one, Symbol) else ()
    return place[-1] if len(place) > 1 else 0
