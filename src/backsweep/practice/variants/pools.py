"""Where numbers are drawn from: small, none of them 0 or 1, which hide mistakes.

Distinct sizes and random signs are what tells derivations apart; a desired output
stands 3 or more away from what it is compared with, so that twice the difference is
no weight of the exercise.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from ...explain.formula.expression import Call, Formula, Minus, Sum, Symbol
from ...explain.formula.trees import parts
from ..exercise.arithmetic import Numbers
from ..exercise.entries import called
from ..exercise.exercise import Exercise
from ..grammar.graph import Graph, Value

HALF = Fraction(1, 2)
WHOLE = tuple(
    (HALF, *map(Fraction, range(2, largest + 1))) for largest in (6, 7, 9, 12)
)
SHORT = tuple(
    Fraction(text) for text in ("1/2", "1/4", "3/4", "3/2", "1/5", "2/5", "3/5", "4/5")
)
LONGER = tuple(Fraction(text) for text in ("5/2", "3/10", "7/10", "6/5", "5/4", "9/10"))
LEVELS = len(WHOLE)
STEEP = ("sigmoid", "tanh", "exp")


def drawn(exercise: Exercise, draw: random.Random, level: int) -> dict[str, Value]:
    """Numbers for everything that is given; a higher level has more to draw from."""
    compared = _compared(exercise)
    given = exercise.graph.given
    free = {name: v for name, v in given.items() if name not in compared}
    pool = _pool(exercise, sum(map(_size, free.values())), level)
    taken = _signed(_without_repeats(pool, draw), draw)
    shaped = {name: filled(value, taken) for name, value in free.items()}
    return _with_targets(exercise, shaped, compared, draw)


@lru_cache(maxsize=500)
def _compared(exercise: Exercise) -> Mapping[str, str]:
    return targets(exercise.graph)


@lru_cache(maxsize=500)
def _is_flat(exercise: Exercise) -> bool:
    return squishes(exercise.graph)


def _pool(exercise: Exercise, count: int, level: int) -> list[Fraction]:
    """Whole numbers where those that are printed are; else short fractions too."""
    whole = WHOLE[level]
    if len(whole) < count:
        whole = WHOLE[-1]
    if _is_flat(exercise):
        return [*SHORT, *LONGER, Fraction(2), Fraction(3)]
    if any(
        x.denominator > 1 for v in exercise.graph.given.values() for x in numbers(v)
    ):
        return [*SHORT, *(LONGER if level else ())]
    return [*whole]


def squishes(graph: Graph) -> bool:
    """Whether an activation is in it that is flat for large numbers."""
    return any(_calls(one.formula, STEEP) for one in graph.statements)


def _calls(formula: Formula, names: tuple[str, ...]) -> bool:
    called = isinstance(formula, Call) and formula.function in names
    return called or any(_calls(part, names) for part in parts(formula))


def _without_repeats(pool: list[Fraction], draw: random.Random) -> Iterator[Fraction]:
    """The pool in random order, again and again."""
    while True:
        yield from draw.sample(pool, len(pool))


def _signed(sizes: Iterator[Fraction], draw: random.Random) -> Iterator[Fraction]:
    return (size * draw.choice((-1, 1)) for size in sizes)


def filled(like: Value, taken: Iterator[Fraction]) -> Value:
    """A value of the same shape, its numbers ``taken`` one after the other."""
    if isinstance(like, tuple):
        return tuple(filled(part, taken) for part in like)
    return next(taken)


def _size(value: Value) -> int:
    return sum(1 for _ in numbers(value))


def numbers(value: Value) -> Iterator[Fraction]:
    """The single numbers of a value."""
    if isinstance(value, tuple):
        for part in value:
            yield from numbers(part)
    else:
        yield value


def targets(graph: Graph) -> dict[str, str]:
    """What is given only to be compared with a computed value, and with which."""
    computed = {one.name for one in graph.statements}
    found = {
        given: value
        for one in graph.statements
        for value, given in _differences(one.formula)
        if given in graph.given and value in computed
    }
    return {name: value for name, value in found.items() if _uses(graph, name) == 1}


def _differences(formula: Formula) -> Iterator[tuple[str, str]]:
    """The pairs of names of which the second is taken from the first."""
    if isinstance(formula, Sum) and len(formula.terms) == 2:
        first, second = formula.terms
        taken = second.of if isinstance(second, Minus) else None
        if isinstance(first, Symbol) and isinstance(taken, Symbol):
            yield first.name, taken.name
    for part in parts(formula):
        yield from _differences(part)


def _uses(graph: Graph, name: str) -> int:
    return sum(_count(one.formula, name) for one in graph.statements)


def _count(formula: Formula, name: str) -> int:
    here = isinstance(formula, Symbol) and formula.name == name
    return here + sum(_count(part, name) for part in parts(formula))


def _with_targets(
    exercise: Exercise,
    given: dict[str, Value],
    compared: Mapping[str, str],
    draw: random.Random,
) -> dict[str, Value]:
    """A desired output a little away from the output that the rest gives."""
    if compared:
        known = exercise.known({**exercise.graph.given, **given})
        values = exercise.forward(known)
        count = sum(_size(exercise.graph.given[name]) for name in compared)
        gaps = [Fraction(size) for size in range(3, 3 + max(3, count))]
        away = _signed(_without_repeats(gaps, draw), draw)
        for name, value in compared.items():
            like = exercise.graph.given[name]
            given[name] = _near(like, Symbol(value), values, away)
    return {name: given[name] for name in exercise.graph.given}


def _near(
    like: Value, value: Symbol, values: Numbers, away: Iterator[Fraction]
) -> Value:
    if isinstance(like, tuple):
        places = (Symbol(value.name, (*value.index, k)) for k in range(len(like)))
        pairs = zip(like, places, strict=True)
        return tuple(_near(part, place, values, away) for part, place in pairs)
    gap, found = next(away), values[called(value)]
    return round(found) + gap if isinstance(found, float) else Fraction(found) + gap
