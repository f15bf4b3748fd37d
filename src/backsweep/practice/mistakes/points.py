"""Random numbers at which formulas are compared: equal at all of them is equal."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice

from ..exercise.arithmetic import Numbers, Real
from ..exercise.exercise import Exercise, Given
from ..grammar.graph import Value

POINTS, TRIES = 4, 200
Change = Callable[[Fraction, random.Random], Fraction]


def anywhere(exercise: Exercise) -> list[dict[str, Real]]:
    """The right numbers at points far from each other."""
    given = exercise.graph.given
    return [*islice(_points(exercise, given, _anything), POINTS)]


def nearby(exercise: Exercise, given: Given) -> list[dict[str, Real]]:
    """The right numbers close to given ones: on the same side of every bend."""
    return [*islice(_points(exercise, given, _a_little_else), POINTS)]


def _points(
    exercise: Exercise, given: Given, change: Change
) -> Iterator[dict[str, Real]]:
    """The right numbers at points where there are any."""
    for seed in range(TRIES):
        draw = random.Random(seed)
        moved = {name: _moved(value, change, draw) for name, value in given.items()}
        try:
            yield exercise.numbers(moved)
        except ArithmeticError:
            continue


def _moved(value: Value, change: Change, draw: random.Random) -> Value:
    if isinstance(value, tuple):
        return tuple(_moved(part, change, draw) for part in value)
    return change(value, draw)


def _anything(value: Fraction, draw: random.Random) -> Fraction:
    """Small enough for any squish, and with no small common factors."""
    return Fraction(draw.choice((-1, 1)) * draw.randint(101, 1999), 1009)


def _a_little_else(value: Fraction, draw: random.Random) -> Fraction:
    return (value or Fraction(1, 10**6)) * Fraction(draw.randint(9_991, 10_009), 10_000)


def printed(number: Real) -> str:
    """A number in the digits that two ways of computing it agree in."""
    return f"{number:.9g}" if isinstance(number, float) else str(number)


def outcome(work: Callable[[Numbers], Real], numbers: Numbers) -> str:
    """What some work gives, printed; where it gives no number, why not."""
    try:
        return printed(work(numbers))
    except ArithmeticError as error:
        return type(error).__name__
