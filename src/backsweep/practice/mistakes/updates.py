"""Mistakes in the step of gradient descent."""

from __future__ import annotations

from collections.abc import Iterator

from ...explain.formula.expression import (
    Formula,
    Minus,
    Product,
    Rate,
    Sum,
    Symbol,
)
from ..exercise.derivation import RATE
from ..exercise.steps import Kind, Step
from .changes import inside, swapped
from .fault import Fault
from .subject import Subject

AGAINST = "a step goes against the slope: where the cost rises with a weight, lower it"


def _parts(step: Step) -> tuple[Formula, Rate]:
    """The weight that steps, and its slope."""
    assert isinstance(step.formula, Sum)
    slope = next(x for x in inside(step.formula) if isinstance(x, Rate))
    return step.formula.terms[0], slope


def uphill(subject: Subject, step: Step) -> Iterator[Fault]:
    """With the slope, not against it."""
    if step.kind is Kind.UPDATE:
        weight, slope = _parts(step)
        changed = Sum((weight, Product((RATE, slope))))
        yield Fault("uphill", step, changed, ("you stepped up the slope",), (AGAINST,))


def no_rate(subject: Subject, step: Step) -> Iterator[Fault]:
    """The whole slope taken off, without the learning rate."""
    if step.kind is Kind.UPDATE:
        weight, slope = _parts(step)
        changed = Sum((weight, Minus(slope)))
        words = ("you took the whole slope off, without the learning rate",)
        why = ("the learning rate says how much of the slope one step takes",)
        yield Fault("no-rate", step, changed, words, why)


def step_alone(subject: Subject, step: Step) -> Iterator[Fault]:
    """What the step takes off, and not where it leads."""
    if step.kind is Kind.UPDATE:
        weight, slope = _parts(step)
        words = ("this is what the step takes off, not where it leads",)
        why = ("the step starts at ", weight, ": ", step.formula)
        yield Fault("step-alone", step, Product((RATE, slope)), words, why)


def step_alone_down(subject: Subject, step: Step) -> Iterator[Fault]:
    """How far the step moves, and not where it leads."""
    if step.kind is Kind.UPDATE:
        weight, slope = _parts(step)
        words = ("this is how far the step moves, not where it leads",)
        why = ("the step starts at ", weight, ": ", step.formula)
        moved = Minus(Product((RATE, slope)))
        yield Fault("step-alone-down", step, moved, words, why)


def slope_alone(subject: Subject, step: Step) -> Iterator[Fault]:
    """The slope given for the new weight."""
    if step.kind is Kind.UPDATE:
        _, slope = _parts(step)
        words, why = ("this is the slope itself",), ("it is ", step.formula)
        yield Fault("slope-alone", step, slope, words, why, (slope,))


def other_weight(subject: Subject, step: Step) -> Iterator[Fault]:
    """The slope for another weight used."""
    if step.kind is not Kind.UPDATE:
        return
    _, slope = _parts(step)
    for other in subject.exercise.answers:
        rate = other.symbol
        if isinstance(rate, Rate) and rate != slope and isinstance(rate.by, Symbol):
            words = ("you used ", rate, ", the slope for another value")
            changed = swapped(step.formula, slope, rate)
            why = ("it is ", step.formula)
            yield Fault("other-weight", step, changed, words, why, (rate,))
