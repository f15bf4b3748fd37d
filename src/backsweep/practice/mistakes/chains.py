"""Mistakes where the factors of a chain are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...explain.formula.expression import Chain, Formula, Product, Rate, Sum
from ..exercise.steps import Kind, Step
from .changes import everywhere, swapped, without
from .fault import Fault
from .local import ways
from .subject import Subject

MULTIPLIED = "rates multiply along a chain: each link scales what the one before it did"
ADDED = "where a value reaches the end in several ways, what each way brings is added"


def own_ways(subject: Subject, step: Step) -> tuple[Chain, ...]:
    """The ways of a step that are not worked out in steps of their own."""
    known = subject.by_symbol.keys() - {step.symbol}
    return tuple(way for way in ways(step) if way not in known)


def dropped_factor(subject: Subject, step: Step) -> Iterator[Fault]:
    """One factor of a chain left out."""
    for way in own_ways(subject, step):
        for place, factor in enumerate(way.factors):
            changed = swapped(step.formula, way, without(way, place))
            words = ("you left out the factor ", factor)
            about = (factor, *_several(step, way))
            yield Fault("dropped-factor", step, changed, words, (MULTIPLIED,), about)


def dropped_everywhere(subject: Subject, step: Step) -> Iterator[Fault]:
    """A factor that several paths have in common left out of all of them."""
    several = [way for way in ways(step) if way not in own_ways(subject, step)]
    for factor in dict.fromkeys(x for way in several for x in way.factors):
        shared = [way for way in several if factor in way.factors]
        if len(shared) > 1:
            changed = everywhere(step.formula, _less(factor))
            words = ("you left the factor ", factor, " out of every path")
            why = (MULTIPLIED,)
            yield Fault("dropped-everywhere", step, changed, words, why, (factor,))


def _less(factor: Formula) -> Callable[[Formula], Formula]:
    """The change that leaves a factor out of a chain."""

    def change(part: Formula) -> Formula:
        if isinstance(part, Chain) and factor in part.factors:
            return without(part, part.factors.index(factor))
        return part

    return change


def _several(step: Step, way: Chain) -> tuple[Formula, ...]:
    """The way, where it is one of several."""
    return () if way == step.formula else (way,)


def added_factors(subject: Subject, step: Step) -> Iterator[Fault]:
    """The factors added up instead of multiplied."""
    for way in own_ways(subject, step):
        changed = swapped(step.formula, way, Sum(way.factors))
        words = ("you added the factors up",)
        about = _several(step, way)
        yield Fault("added-factors", step, changed, words, (MULTIPLIED,), about)


def extra_factor(subject: Subject, step: Step) -> Iterator[Fault]:
    """The weight itself multiplied in at the end of its own chain."""
    if isinstance(step.symbol, Rate) and isinstance(step.formula, Chain):
        by = step.symbol.by
        changed = Chain((*step.formula.factors, by))
        words = ("you multiplied by ", by, " itself as well")
        why = ("the last factor is a rate, how fast the next value moves with ", by)
        yield Fault("extra-factor", step, changed, words, why, (by,))


def other_slope(subject: Subject, step: Step) -> Iterator[Fault]:
    """The slope for another weight."""
    if step.kind is not Kind.SLOPE or not isinstance(step.symbol, Rate):
        return
    for slope, chains in subject.slopes(step.symbol.of).items():
        if slope != step.symbol and isinstance(chains, (Chain, Sum)):
            words = ("this is ", slope, ", the rate for another value")
            why = ("the chain for ", step.symbol, " ends at ", step.symbol.by)
            yield Fault("other-slope", step, chains, words, why, (slope,))


def forgotten_path(subject: Subject, step: Step) -> Iterator[Fault]:
    """One of several paths left out."""
    if step.kind is Kind.VALUE or not isinstance(step.formula, Sum) or not ways(step):
        return
    for place, path in enumerate(step.formula.terms):
        words = ("you left out the path ", path)
        changed = without(step.formula, place)
        yield Fault("forgotten-path", step, changed, words, (ADDED,), (path,))


def multiplied_paths(subject: Subject, step: Step) -> Iterator[Fault]:
    """The paths multiplied instead of added."""
    if step.kind is Kind.SLOPE and isinstance(step.formula, Sum) and ways(step):
        words = ("you multiplied what the paths bring",)
        changed = Product(step.formula.terms)
        yield Fault("multiplied-paths", step, changed, words, (ADDED,))
