"""An exercise worked out, for whoever has finished it or asked for the solution."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ...explain.formula.expression import Formula, Number, Rate
from ...explain.formula.numbers import is_rounded
from ..exercise.arithmetic import Numbers
from ..exercise.exercise import Exercise
from ..exercise.figures import figures
from ..exercise.steps import Kind, Step
from ..exercise.words import Words
from ..grading.grade import Grade
from ..variants.variant import Variant
from .layout import called
from .verdicts import named
from .words import counted


def worked(variant: Variant) -> list[Words]:
    """Every step: its formula, the numbers in it, and what comes out."""
    return [_worked(step, variant.numbers) for step in variant.exercise.steps]


def _worked(step: Step, numbers: Numbers) -> Words:
    """A name, and all that it is equal to; a path is its own name."""
    result = numbers[step.id]
    known = {name: x for name, x in numbers.items() if name != step.id}
    ways = [step.formula, figures(step.formula, known), Number(result)]
    *first, last = dict.fromkeys(ways)
    name = called(step) if step.symbol != step.formula else (first.pop(0),)
    equal: list[str | Formula] = [part for one in first for part in (" = ", one)]
    return (*name, *equal, " ≈ " if is_rounded(result) else " = ", last)


def shared(exercise: Exercise) -> list[Formula]:
    """The rates that more than one chain has: the sweep works each out once."""
    chains = [set(_links(step)) for step in exercise.steps if _is_chain(step)]
    every = dict.fromkeys(chain.from_iterable(chains))
    return [one for one in every if sum(one in links for links in chains) > 1]


def _is_chain(step: Step) -> bool:
    return step.kind in (Kind.SLOPE, Kind.PATH)


def _links(step: Step) -> Iterator[Formula]:
    return (one for one in named(step.formula) if isinstance(one, Rate))


def luck(grade: Grade) -> Words:
    """The answers that would be right if something had gone wrong as well."""
    answers = {step.id: step for step in grade.variant.exercise.answers}
    found = [(answers[x], len(ways)) for x, ways in grade.luck.items() if x in answers]
    told = [_lucky(step, count, grade) for step, count in found]
    joined = [part for words in told for part in (*words, ", ")]
    return (*joined[:-1], " as well.") if told else ()


def _lucky(step: Step, count: int, grade: Grade) -> Words:
    ways = counted(count, "wrong way leads", "wrong ways lead")
    return (f"{ways} to ", step.symbol, " = ", Number(grade.variant.numbers[step.id]))
