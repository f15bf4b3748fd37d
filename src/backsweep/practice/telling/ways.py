"""The learner's way to a number beside the right one.

Of the right way the parts are shown, and the numbers of those that are given or were
found; to put them together is left to the learner.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...explain.formula.brackets import Brackets
from ...explain.formula.expression import Formula, Minus, Number, Sum
from ...explain.formula.numbers import MINUS, spelled
from ..exercise.arithmetic import Numbers, Real, evaluate
from ..grading.comparison import Line
from ..grading.grade import Grade, Mark, Verdict
from ..mistakes.fault import Fault

TIMES = " · "


@dataclass(frozen=True)
class Part:
    """A part of a line: its name, its number as far as it may be seen."""

    formula: Formula
    number: str
    marked: bool


@dataclass(frozen=True)
class Way:
    """A line of a comparison; ``result`` is empty where it is for the learner."""

    name: str
    sign: str
    parts: tuple[Part, ...]
    result: str = ""

    @property
    def is_worked(self) -> bool:
        """Whether every part has a number, and there are several to be joined."""
        return len(self.parts) > 1 and all(part.number for part in self.parts)

    @property
    def is_number(self) -> bool:
        """Whether there is nothing but the result."""
        return len(self.parts) == 1 and isinstance(self.parts[0].formula, Number)


def ways(grade: Grade, mark: Mark, fault: Fault) -> tuple[Way, Way]:
    """The learner's way, and the right one as far as it may be seen."""
    both = grade.compared(mark, fault)
    return (
        Way("Yours", both.yours.sign, _made(both.yours), spelled(both.yours.result)),
        Way("Right", both.right.sign, _seen(both.right, found(grade))),
    )


def _made(line: Line) -> tuple[Part, ...]:
    return tuple(
        Part(_joined(term.formula, line), factor(term.number), term.marked)
        for term in line.terms
    )


def _joined(formula: Formula, line: Line) -> Formula:
    """A part as it stands among others: a sum among factors in brackets."""
    first = formula == line.terms[0].formula
    sum_of_many = (
        isinstance(formula, Sum) and line.sign == TIMES and len(line.terms) > 1
    )
    minus_behind = isinstance(formula, Minus) and not first
    return Brackets(formula) if sum_of_many or minus_behind else formula


def found(grade: Grade) -> Numbers:
    """What the learner knows: what is given, and what is in its box already."""
    variant = grade.variant
    right = (x for x in grade.asked if x.verdict is Verdict.RIGHT)
    return {**variant.known, **{x.step.id: variant.numbers[x.step.id] for x in right}}


def _seen(line: Line, known: Numbers) -> tuple[Part, ...]:
    """The parts of a line, with the numbers of those that are known."""
    return tuple(
        Part(_joined(term.formula, line), _number(term.formula, known), term.marked)
        for term in line.terms
    )


def _number(formula: Formula, known: Numbers) -> str:
    try:
        return factor(evaluate(formula, known))
    except KeyError:
        return ""


def factor(number: Real) -> str:
    """A number as it stands among others: a negative one in brackets.

    >>> factor(-2), factor(2)
    ('(−2)', '2')
    """
    text = spelled(number)
    return f"({text})" if text.startswith(MINUS) else text
