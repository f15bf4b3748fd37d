"""Mistakes with the slope of a function: left out, or taken at the wrong point."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...explain.formula.expression import (
    Call,
    Choice,
    Formula,
    Minus,
    Number,
    Power,
    Product,
    Sum,
)
from ..exercise.steps import Step
from .changes import everywhere, inside, swapped
from .fault import Fault
from .local import Local, local_rates
from .subject import Subject

ONE = Number(1)


def squishes(subject: Subject, step: Step) -> Iterator[tuple[Local, str]]:
    """The local rates that are the slope of a function, and which function."""
    for one in local_rates(step):
        made = subject.made.get(one.rate.of)
        if isinstance(made, Call) and made.arguments == (one.rate.by,):
            yield one, made.function


def slope_missing(subject: Subject, step: Step) -> Iterator[Fault]:
    """As if there were no squish: a factor of 1."""
    for one, function in squishes(subject, step):
        if one.is_whole:
            words = (f"you left {function} out, as if its slope were 1",)
            why = (f"{function} adds a factor of its own, its slope: ", one.formula)
            yield one.fault("slope-missing", ONE, words, why)


def slope_at_output(subject: Subject, step: Step) -> Iterator[Fault]:
    """The slope taken where the squish ends, and not where it is applied."""
    for one, function in squishes(subject, step):
        if function in SLOPES:
            after, before = one.rate.of, one.rate.by
            changed = SLOPES[function](Call(function, (after,)))
            words = (f"you took the slope of {function} at ", after)
            why = ("it is taken where the function is applied, at ", before)
            yield one.fault("slope-at-output", changed, words, why, after)


def slope_of_input(subject: Subject, step: Step) -> Iterator[Fault]:
    """The formula in terms of the output, with the input put into it."""
    for one, _ in squishes(subject, step):
        after, before = one.rate.of, one.rate.by
        if after in inside(one.formula):
            changed = swapped(one.formula, after, before)
            words = ("you put ", before, " where ", after, " belongs")
            why = (one.formula, " is written in terms of what comes out, ", after)
            yield one.fault("slope-of-input", changed, words, why, before)


def forgotten_square(subject: Subject, step: Step) -> Iterator[Fault]:
    """A square in the slope left out: one less a, for one less a squared."""
    for one, _ in squishes(subject, step):
        changed = everywhere(
            one.formula, lambda x: x.base if isinstance(x, Power) else x
        )
        if changed != one.formula:
            words = ("you forgot to square",)
            why = ("it is ", one.formula)
            yield one.fault("forgotten-square", changed, words, why)


def other_side(subject: Subject, step: Step) -> Iterator[Fault]:
    """The slope of the other side of the bend."""
    for one, _ in squishes(subject, step):
        changed = everywhere(one.formula, _turned)
        if changed != one.formula:
            words = ("this is the slope on the other side of the bend",)
            why = ("it is ", one.formula)
            yield one.fault("other-side", changed, words, why)


def _turned(part: Formula) -> Formula:
    if isinstance(part, Choice):
        return Choice(part.condition, part.no, part.yes)
    return part


def _sigmoid_slope(a: Formula) -> Formula:
    return Product((a, Sum((ONE, Minus(a)))))


def _tanh_slope(a: Formula) -> Formula:
    return Sum((ONE, Minus(Power(a, Number(2)))))


SLOPES: dict[str, Callable[[Formula], Formula]] = {
    "sigmoid": _sigmoid_slope,
    "tanh": _tanh_slope,
}
