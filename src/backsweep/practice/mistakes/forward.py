"""Mistakes on the way forward."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ...explain.formula.expression import (
    Call,
    Formula,
    Minus,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
)
from ..exercise.steps import Kind, Step
from ..exercise.words import Words
from .changes import everywhere, has_difference, inside, without
from .fault import Fault
from .subject import Subject

TWO = Number(2)
STEEP = ("sigmoid", "tanh")
"""Squishes that change every number but zero; ReLU passes what is above zero on."""


def added_values(subject: Subject, step: Step) -> Iterator[Fault]:
    """Added where it should be multiplied."""
    if step.kind is Kind.VALUE and isinstance(step.formula, Product):
        changed = Sum(step.formula.factors)
        words = ("you added where it says multiply",)
        yield Fault("added-values", step, changed, words, ("it is ", step.formula))


def dropped_value(subject: Subject, step: Step) -> Iterator[Fault]:
    """One of the values that are multiplied or added left out."""
    if step.kind is not Kind.VALUE or not isinstance(step.formula, (Product, Sum)):
        return
    whole = step.formula
    for place, part in enumerate(
        whole.terms if isinstance(whole, Sum) else whole.factors
    ):
        changed, words = without(whole, place), ("you left out ", part)
        yield Fault("dropped-value", step, changed, words, ("it is ", whole), (part,))


def sign_forward(subject: Subject, step: Step) -> Iterator[Fault]:
    """A minus read as a plus."""
    if step.kind is Kind.VALUE and has_difference(step.formula):
        changed = everywhere(step.formula, _all_added)
        words = ("you added where it says take away",)
        yield Fault("sign-forward", step, changed, words, ("it is ", step.formula))


def _all_added(part: Formula) -> Formula:
    if not isinstance(part, Sum):
        return part
    terms = (term.of if isinstance(term, Minus) else term for term in part.terms)
    return Sum(tuple(terms))


def not_squared(subject: Subject, step: Step) -> Iterator[Fault]:
    """The square left out, or any other power."""
    for power in _first_power(step):
        changed = everywhere(step.formula, _without_power)
        other: Words = ("you did not raise to the power ", power.exponent)
        told = ("you forgot to square",) if power.exponent == TWO else other
        yield Fault("not-squared", step, changed, told, ("it is ", step.formula))


def doubled(subject: Subject, step: Step) -> Iterator[Fault]:
    """Times two in place of squared."""
    for power in _first_power(step):
        changed = everywhere(step.formula, _multiplied)
        other: Words = ("you multiplied by the exponent, ", power.exponent)
        told = ("you doubled where it says square",) if power.exponent == TWO else other
        yield Fault("doubled", step, changed, told, ("it is ", step.formula))


def _first_power(step: Step) -> Iterator[Power]:
    """The outermost power of a value; the words for it do for the others."""
    powers = (x for x in inside(step.formula) if isinstance(x, Power))
    return islice(powers, 1 if step.kind is Kind.VALUE else 0)


def _without_power(part: Formula) -> Formula:
    return part.base if isinstance(part, Power) else part


def _multiplied(part: Formula) -> Formula:
    return Product((part.exponent, part.base)) if isinstance(part, Power) else part


def upside_down(subject: Subject, step: Step) -> Iterator[Fault]:
    """The bottom of a fraction divided by its top."""
    made = step.formula
    if step.kind is Kind.VALUE and isinstance(made, Quotient):
        words = ("you turned the fraction over",)
        changed = Quotient(made.bottom, made.top)
        yield Fault("upside-down", step, changed, words, ("it is ", made))


def squish_missing(subject: Subject, step: Step) -> Iterator[Fault]:
    """The value before a function passed on as it is."""
    made = step.formula
    if step.kind is Kind.VALUE and isinstance(made, Call) and made.function in STEEP:
        words = (f"you passed the value on without {made.function}",)
        why = ("it is ", made)
        yield Fault("squish-missing", step, made.arguments[0], words, why)
