"""Mistakes in one factor: a local rate that is another number than it should be."""

from __future__ import annotations

from collections.abc import Iterator

from ...explain.formula.expression import Formula, Minus, Number, Power, Product
from ..exercise.steps import Step
from ..exercise.words import Words
from .changes import has_difference, inside, product, swapped, symbols
from .fault import Fault
from .local import Local, local_rates
from .subject import Subject


def sign(subject: Subject, step: Step) -> Iterator[Fault]:
    """A difference turned round, or a minus left out."""
    for one in local_rates(step):
        if isinstance(one.formula, Minus):
            words: Words = ("you left out the minus",)
            yield one.fault("sign", one.formula.of, words, ("it is ", one.formula))
        elif has_difference(one.formula):
            words = ("you turned the difference round, so that the sign is the other",)
            why = ("the rate is ", one.formula, ", in this order")
            yield one.fault("sign", Minus(one.formula), words, why)


def forgotten_two(subject: Subject, step: Step) -> Iterator[Fault]:
    """The number in front left out: the 2 that a square brings down."""
    for one in local_rates(step):
        whole = one.formula.of if isinstance(one.formula, Minus) else one.formula
        factors = whole.factors if isinstance(whole, Product) else ()
        rest = tuple(x for x in factors if not isinstance(x, Number))
        for number in (x for x in factors if isinstance(x, Number)):
            if rest:
                changed = swapped(one.formula, whole, product(rest))
                words = ("you left out the ", number, " in front")
                why = ("the rate is ", one.formula, ", with the ", number)
                yield one.fault("forgotten-two", changed, words, why)


def power_kept(subject: Subject, step: Step) -> Iterator[Fault]:
    """The exponent brought down, and the power left standing as it was."""
    for one in local_rates(step):
        for power in _powers(subject, one):
            changed = swapped(one.formula, _lower(power), power)
            words = ("you brought the ", power.exponent, " down but kept ", power)
            why = ("bringing it down leaves the power one lower: ", one.formula)
            yield one.fault("power-kept", changed, words, why, power)


def _powers(subject: Subject, one: Local) -> Iterator[Power]:
    """The powers that a rate is the slope of."""
    for part in inside(subject.made.get(one.rate.of, Number(0))):
        if isinstance(part, Power) and one.rate.by in symbols(part.base):
            yield part


def _lower(power: Power) -> Formula:
    assert isinstance(power.exponent, Number)
    exponent = power.exponent.value - 1
    return power.base if exponent == 1 else Power(power.base, Number(exponent))


def value_for_slope(subject: Subject, step: Step) -> Iterator[Fault]:
    """The value itself in place of its rate: the cost instead of its slope."""
    for one in local_rates(step):
        of = one.rate.of
        if one.is_whole:
            words = ("this is ", of, " itself, not how fast it moves")
            why = ("the factor is the rate ", one.rate, ", which is ", one.formula)
            yield one.fault("value-for-slope", of, words, why, of)


def own_value(subject: Subject, step: Step) -> Iterator[Fault]:
    """What is nudged in place of what it is multiplied by."""
    for one in local_rates(step):
        of, by = one.rate.of, one.rate.by
        if by not in symbols(one.formula):
            words = ("you took ", by, ", the value that is nudged")
            moved = ("nudge ", by, " a little, and ", of, " moves ")
            just = one.formula == Number(1)
            told = ("just as much",) if just else (one.formula, " times as much")
            yield one.fault("own-value", by, words, (*moved, *told), by)


def inner_dropped(subject: Subject, step: Step) -> Iterator[Fault]:
    """A part of the rate left out: the inside's own rate, or one of two sides."""
    for one in local_rates(step):
        factors = one.formula.factors if isinstance(one.formula, Product) else ()
        for place, part in enumerate(factors):
            rest = (*factors[:place], *factors[place + 1 :])
            if not isinstance(part, Number) and not all(
                isinstance(x, Number) for x in rest
            ):
                words = ("you left out ", part)
                why = ("the rate is the whole of ", one.formula)
                yield one.fault("inner-dropped", product(rest), words, why, part)
