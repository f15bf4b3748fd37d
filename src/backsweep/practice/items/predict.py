"""Sign and size of a slope, to be predicted before anything is worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...explain.formula.expression import Rate
from ..errors import LessonMistake
from ..exercise.arithmetic import Real
from ..exercise.closeness import apart
from ..exercise.steps import Step
from ..mistakes.mistakes import Mistakes
from ..variants.certify import number
from ..variants.seeds import PRINTED, generator
from ..variants.variant import Variant, variant
from .question import Option, Question
from .running import Ran, ran
from .sizes import Nudge, change, nudge, size, wrong_slopes

SIGNS = {"-": "negative", "0": "zero", "+": "positive"}


@dataclass(frozen=True, eq=False)
class Prediction:
    """Questions about one slope of a variant, and what running it shows."""

    variant: Variant
    rate: Rate
    questions: tuple[Question, ...]
    ran: Ran
    nudge: Nudge

    def grade(self, chosen: Mapping[str, str]) -> dict[str, bool]:
        """Whether each question was answered rightly, by its id."""
        return {one.id: chosen.get(one.id) == one.right for one in self.questions}


def prediction(mistakes: Mistakes, seed: str) -> Prediction:
    """The prediction of a seed. Raises ``LessonMistake`` where no slope is asked for.

    >>> from ..grammar.asks import exercise_graph
    >>> from ..mistakes.known import mistakes_of
    >>> graph = exercise_graph("C = (w*x - y)**2", "w = 2, x = 3, y = 5", "dC/dw")
    >>> [one.id for one in prediction(mistakes_of(graph), "abc234").questions]
    ['sign(dC/dw)', 'change(dC/dw)']
    """
    drawn = variant(mistakes, seed)
    slopes = [*_slopes(drawn)]
    if not slopes:
        cure = "ask for a slope as well"
        raise LessonMistake("there is no slope to predict", cure=cure)
    draw = generator("predict", mistakes.exercise.graph, seed)
    return _about(drawn, *draw.choice(slopes))


def has_slopes(mistakes: Mistakes) -> bool:
    """Whether there is a slope to predict."""
    return any(_slopes(variant(mistakes, PRINTED)))


def _slopes(variant: Variant) -> Iterator[tuple[Step, Rate]]:
    """The slopes that are asked for, of numbers that are given."""
    for step in variant.exercise.answers:
        if isinstance(step.symbol, Rate) and str(step.symbol.by) in variant.known:
            yield step, step.symbol


def _about(variant: Variant, step: Step, rate: Rate) -> Prediction:
    wrong, run = wrong_slopes(variant, step), ran(variant, str(rate.of))
    slopes = [variant.numbers[step.id], *(slope for slope, _ in wrong)]
    made = nudge(variant, rate, slopes)
    asked = (sign(variant, step), steepest(run), change(rate, made, wrong))
    questions = tuple(one for one in asked if one is not None)
    return Prediction(variant, rate, questions, run, made)


def sign(variant: Variant, step: Step) -> Question:
    """Below, at or above zero."""
    flipped: dict[str, list[str]] = {}
    for fault, _ in variant.here.seen_from(step):
        made = number(variant.consequence(fault, step), variant.numbers)
        if fault.kind == "sign" and made is not None:
            flipped.setdefault(_sign(made), []).append(fault.id)
    asked, right = (
        ("Which sign does ", step.symbol, " have?"),
        _sign(variant.numbers[step.id]),
    )
    flipped.pop(right, None)
    options = (
        Option(one, (word,), tuple(flipped.get(one, ()))) for one, word in SIGNS.items()
    )
    return Question(f"sign({step.id})", asked, tuple(options), right)


def _sign(number: Real) -> str:
    return "+" if number > 0 else "-" if number < 0 else "0"


def steepest(run: Ran) -> Question | None:
    """Which weight has the steepest slope; ``None`` if that is not clear."""
    sizes = {name: size(slope) for name, slope in run.weights.items()}
    order = sorted(sizes, key=lambda name: sizes[name], reverse=True)
    if len(order) < 2 or not apart(sizes[order[0]], sizes[order[1]]):
        return None
    options = tuple(Option(str(name), (name,)) for name in run.weights)
    asked = ("Which weight has the largest slope, whatever its sign?",)
    return Question("steepest", asked, options, str(order[0]))
