"""Where an exercise's numbers let a wrong derivation pass, and others that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from .errors import LessonMistake
from .exercise.arithmetic import Real
from .exercise.entries import Given
from .exercise.steps import Step
from .mistakes.fault import Fault
from .mistakes.mistakes import Mistakes
from .variants.certify import hidden, is_certified
from .variants.pools import filled, numbers
from .variants.seeds import PRINTED, after
from .variants.variant import Variant, variant

TRIES = 24
"""So many certified variants are looked at for numbers like the author's."""
MOVES = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Passing:
    """A step whose right number comes out of wrong derivations as well."""

    step: Step
    number: Real
    faults: tuple[Fault, ...]


def passing(mistakes: Mistakes) -> list[Passing]:
    """The steps that hide mistakes with the printed numbers, in their order."""
    printed = variant(mistakes, PRINTED)
    found: dict[str, list[Fault]] = {}
    for one in hidden(printed):
        found.setdefault(one.at.id, []).append(one.fault)
    return [
        Passing(step, printed.numbers[step.id], tuple(found[step.id]))
        for step in mistakes.exercise.steps
        if step.id in found
    ]


def proposed(mistakes: Mistakes) -> Given | None:
    """Numbers that hide nothing, like the author's; ``None`` if none are found."""
    moved = filter(is_certified, _moved(variant(mistakes, PRINTED)))
    found = [*moved, *map(_likened, _fresh(mistakes))]
    return min(found, key=_distance).given if found else None


def _moved(printed: Variant) -> Iterator[Variant]:
    """The author's numbers with a single one moved a little."""
    single = list(_single(printed.given))
    for place, by in product(range(len(single)), MOVES):
        changed = [number + by * (at == place) for at, number in enumerate(single)]
        yield Variant(printed.mistakes, _shaped(printed.given, changed))


def _fresh(mistakes: Mistakes) -> list[Variant]:
    """Certified variants; none where the search for them finds none."""
    try:
        return [variant(mistakes, after(PRINTED, str(turn))) for turn in range(TRIES)]
    except LessonMistake:
        return []


def _likened(found: Variant) -> Variant:
    """The same with as many of the author's numbers, and as few signs, as can be."""
    own = list(_single(found.exercise.graph.given))
    for place, like in enumerate(own):
        single = list(_single(found.given))
        for number in (like, abs(single[place])):
            single[place] = number
            given = _shaped(found.given, single)
            if is_certified(changed := Variant(found.mistakes, given)):
                found = changed
                break
    return found


def _distance(found: Variant) -> tuple[int, int, int]:
    """How many numbers are others, how many of another kind, and how large all get."""
    own = list(_single(found.exercise.graph.given))
    pairs = list(zip(own, _single(found.given), strict=True))
    changed = sum(one != other for one, other in pairs)
    unlike = sum(_kind(one) != _kind(other) for one, other in pairs)
    return changed, unlike, max(int(abs(float(x))) for x in found.numbers.values())


def _kind(number: Fraction) -> tuple[bool, bool]:
    return number < 0, number.denominator > 1


def _single(given: Given) -> Iterator[Fraction]:
    return (number for value in given.values() for number in numbers(value))


def _shaped(given: Given, single: Iterable[Fraction]) -> Given:
    taken = iter(single)
    return {name: filled(value, taken) for name, value in given.items()}
