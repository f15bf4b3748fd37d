"""Mistakes where a value is taken from the wrong place: another layer, or entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...explain.formula.expression import Rate, Symbol
from ..exercise.steps import Step
from .changes import layer, swapped, symbols
from .fault import Fault
from .subject import Subject


def other_layer(subject: Subject, step: Step) -> Iterator[Fault]:
    """A value of the layer before or after in place of this layer's."""
    for one in sorted(symbols(step.formula), key=str):
        yield from _taken("other-layer", subject, step, one, neighbours(one))


def other_entry(subject: Subject, step: Step) -> Iterator[Fault]:
    """On the way back, the entry before or after in a row of values."""
    for one in sorted(symbols(step.formula), key=str):
        if isinstance(step.symbol, Rate) and len(one.index) == 1:
            (place,) = one.index
            others = [replace(one, index=(place + move,)) for move in (-1, 1)]
            yield from _taken("other-entry", subject, step, one, others)


def _taken(
    kind: str, subject: Subject, step: Step, one: Symbol, others: list[Symbol]
) -> Iterator[Fault]:
    """One of ``others`` in the place of ``one``, where there is such a value."""
    known = subject.known_at(step)
    for other in (x for x in others if str(x) in known):
        changed = swapped(step.formula, one, other)
        words = ("you took ", other, " where ", one, " belongs")
        why = ("it is ", step.formula)
        yield Fault(kind, step, changed, words, why, (other, one))


def neighbours(one: Symbol) -> list[Symbol]:
    """What the values of the layer before and after would be called.

    >>> [str(other) for other in neighbours(Symbol("a2"))]
    ['a1', 'a3']
    """
    place = layer(one)
    if place is None:
        return []
    stem, number = place
    return [Symbol(f"{stem}{number + move}", one.index) for move in (-1, 1)]
