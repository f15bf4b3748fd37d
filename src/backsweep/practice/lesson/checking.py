"""Every number that a lesson states, worked out once more.

An exercise and a card speak of their own graph. What stands outside speaks of the
nearest exercise above that has all its names; where there is none, of what it says
itself, so that it has at least to agree with itself. Whether the numbers of an exercise
hide mistakes is another question: ``practice.variants`` answers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ...errors import BacksweepError
from ..errors import LessonMistake, Unreadable
from ..grammar.equations import Equation, equations, plain_equations
from ..grammar.graph import Graph
from .agreement import judged
from .entrywise import entrywise
from .faults import at
from .known import Known, names, names_of
from .passages import Passage, passages
from .pieces import Lesson
from .reading import lesson_mistakes, read_lesson, source_of
from .remarks import Remark, remarks
from .sentences import Sentence


@dataclass(frozen=True)
class Wrong:
    """A stated number that does not come out, and what does; both as text."""

    path: Path
    line: int
    stated: str
    right: str
    equation: str

    def __str__(self) -> str:
        place = at(self.path, self.line)
        return f"{place}: {self.stated} in {self.equation} should be {self.right}"


@dataclass(frozen=True)
class Report:
    """What came of checking a lesson; ``compared`` counts the numbers that could be."""

    wrong: tuple[Wrong, ...]
    mistakes: tuple[LessonMistake, ...]
    remarks: tuple[Remark, ...]
    compared: int

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong; remarks do no harm."""
        return not (self.wrong or self.mistakes)


Found = Wrong | Remark | LessonMistake | int
"""What checking one equation brings to light; a number counts what was compared."""


def check_file(path: Path) -> Report:
    """What came of reading and checking a file, which may be no lesson at all."""
    if mistakes := lesson_mistakes(path):
        return Report((), tuple(mistakes), (), 0)
    return check_lesson(read_lesson(path))


def check_lesson(lesson: Lesson) -> Report:
    """The numbers of a lesson compared with those of the engine."""
    source = source_of(lesson.path)
    found = [x for p in passages(lesson, source) for x in _checked(p, lesson.path)]
    noted = [*remarks(lesson), *(x for x in found if isinstance(x, Remark))]
    return Report(
        tuple(x for x in found if isinstance(x, Wrong)),
        tuple(x for x in found if isinstance(x, LessonMistake)),
        tuple(sorted(noted, key=lambda one: one.line)),
        sum(x for x in found if isinstance(x, int)),
    )


def _checked(passage: Passage, path: Path) -> Iterator[Found]:
    stated, long = _stated(passage.sentences)
    for sentence in long:
        yield Remark(path, sentence.line, "too long for its numbers to be checked")
    try:
        known = Known(passage.graph or _above(passage.above, stated))
    except (BacksweepError, ArithmeticError, LookupError) as error:
        yield _unworkable(error, at(path, passage.line))
        return
    for line, equation in stated:
        yield from _judged(equation, known, path, line)


def _judged(equation: Equation, known: Known, path: Path, line: int) -> Iterator[Found]:
    verdict = judged(equation, known)
    yield verdict.compared
    for stated, right in verdict.wrong:
        yield Wrong(path, line, stated, right, equation.text)
    if verdict.unchecked:
        words = "is not checked: it speaks of what no exercise above has"
        yield Remark(path, line, f"{equation.text} {words}")


def _stated(
    several: Iterable[Sentence],
) -> tuple[list[tuple[int, Equation]], list[Sentence]]:
    """The equations, each with its line, and the sentences too long to be read."""
    stated, long = [], []
    for one in several:
        try:
            stated += [(one.line_at(e.start), e) for e in equations(one.text)]
            stated += [(one.line_at(place), e) for place, e in _of_entries(one)]
        except Unreadable:
            long.append(one)
    return stated, long


def _of_entries(sentence: Sentence) -> Iterator[tuple[int, Equation]]:
    """What is said of whole matrices, as equations of their entries."""
    for place, latex in sentence.formulas:
        for told in entrywise(latex):
            yield from ((place, one) for one in plain_equations(told))


def _above(
    above: Iterable[Graph], stated: Iterable[tuple[int, Equation]]
) -> Graph | None:
    """The nearest exercise that has all the names, if there are names at all."""
    needed = names(s.formula for _, e in stated for s in e.sides if s.formula)
    fitting = (one for one in above if needed <= names_of(one))
    return next(fitting, None) if needed else None


def _unworkable(error: Exception, where: str) -> LessonMistake:
    told = error if isinstance(error, BacksweepError) else None
    return LessonMistake(
        told.what if told else f"the numbers cannot be worked out: {error}",
        where=where,
        why=told.why if told else "",
        cure=(told.cure if told else "") or "choose other given numbers",
    )
