"""The variant of a seed: the same numbers wherever it is drawn, and certified."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

from ..errors import LessonMistake
from ..mistakes.mistakes import Mistakes
from .case import Variant as Variant
from .certify import is_certified
from .pools import LEVELS, drawn
from .seeds import PRINTED, generator

TRIES = 150
"""So many draws before longer numbers are allowed, or drawn from a larger pool."""
LENGTHS = (3, 4, 5)
"""Digits of the longest number; half the variants begin with the second."""
AT_REST = 0.2
"""How many variants may have nothing but zeros for answers: some should."""


def variant(mistakes: Mistakes, seed: str) -> Variant:
    """The variant of a seed, certified; ``"printed"`` gives the lesson's own numbers.

    Raises ``LessonMistake`` for a graph that no numbers are found for.
    """
    graph = mistakes.exercise.graph
    if seed == PRINTED:
        return Variant(mistakes, graph.given, seed)
    for found in _certified(mistakes, seed, generator(graph, seed)):
        return found
    raise LessonMistake(
        f"no numbers were found for {graph.cost} that tell all mistakes apart",
        cure="ask for less in one exercise, or use the printed numbers only",
    )


def _certified(mistakes: Mistakes, seed: str, draw: random.Random) -> Iterator[Variant]:
    """Certified numbers, the shortest first: then longer ones, then more of them."""
    at_rest, lengths = draw.random() < AT_REST, LENGTHS[draw.randrange(2) :]
    for longest, level in product(lengths, range(LEVELS)):
        for _ in range(TRIES):
            try:
                given = drawn(mistakes.exercise, draw, level)
            except ArithmeticError:
                continue
            found = Variant(mistakes, given, seed)
            if is_certified(found, longest) and (at_rest or not _is_at_rest(found)):
                yield found


def _is_at_rest(found: Variant) -> bool:
    """Whether every answer is zero, as behind a dead ReLU."""
    return not any(found.numbers[step.id] for step in found.exercise.answers)
