"""Step by step, what was typed against what is right, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ..errors import Unreadable
from ..exercise.arithmetic import Real, Work, as_real
from ..exercise.closeness import same
from ..exercise.steps import Step
from ..grammar.answers import answer
from ..mistakes.fault import Fault
from ..variants.certify import hidden, number
from ..variants.variant import Variant
from .comparison import Comparison, comparison


class Verdict(StrEnum):
    """What is said of one box."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    RIGHT = "right"
    FOLLOWS = "follows"
    WRONG = "wrong"


@dataclass(frozen=True)
class Mark:
    """One box: what was typed, the number it is read as, and the verdict.

    ``FOLLOWS``: not the right number, but what follows from the learner's own ones.
    ``suspects`` are all wrong derivations that give the number; ``trouble`` says why a
    text could not be read.
    """

    step: Step
    typed: str = ""
    number: Real | None = None
    verdict: Verdict = Verdict.EMPTY
    suspects: tuple[Fault, ...] = ()
    trouble: str = ""


class Grade:
    """The marks of everything that was typed for one variant.

    Each box is judged twice: against the right number, and against what follows from
    the learner's own numbers so far. So a slip is told once, where it was made.

    Where numbers are rounded, nobody knows whether a learner goes on with what was
    typed or with all of its digits: ``own`` has the former, ``unrounded`` the latter.
    """

    def __init__(self, variant: Variant, typed: Mapping[str, str]):
        self.variant, self.typed = variant, typed
        self.own: dict[str, Real] = dict(variant.known)
        self.unrounded: dict[str, Real] = dict(variant.known)
        self._told = set[str]()
        self.marks: dict[str, Mark] = {}
        for step in variant.exercise.whole:
            self.marks[step.id] = self._mark(step)

    def _mark(self, step: Step) -> Mark:
        """The mark of a step; what was typed is what the next steps go on with."""
        text = self.typed.get(step.id, "").strip()
        mark = self._read(step, text) if text else Mark(step)
        self._go_on(mark)
        if mark.number is not None:
            self._told.add(step.id)
        return mark

    def _go_on(self, mark: Mark) -> None:
        """Keep the numbers that the next steps are worked out from."""
        step, right = mark.step, self.variant.numbers[mark.step.id]
        work = self._work(mark)
        for known in (self.own, self.unrounded):
            follows = number(work, known)
            known[step.id] = right if follows is None else follows
        if mark.number is not None:
            self.own[step.id] = mark.number

    def _work(self, mark: Mark) -> Work:
        """How a number most likely came about, as far as anybody can tell."""
        if mark.verdict is not Verdict.WRONG:
            return mark.step.number
        if mark.suspects:
            return self._way(mark.suspects[0], mark.step)
        typed = mark.number
        assert typed is not None
        return lambda known: typed

    def _read(self, step: Step, text: str) -> Mark:
        try:
            typed: Real = answer(text)
        except Unreadable as error:
            trouble = f"{error.what}: {error.cure}"
            return Mark(step, text, verdict=Verdict.UNREADABLE, trouble=trouble)
        if same(typed, self.variant.numbers[step.id]):
            return Mark(step, text, typed, Verdict.RIGHT)
        if self._is_made(step, typed, step.number):
            all_right = self._is_right_before(step)
            verdict = Verdict.RIGHT if all_right else Verdict.FOLLOWS
            return Mark(step, text, typed, verdict)
        suspects = tuple(self._suspects(step, typed))
        return Mark(step, text, typed, Verdict.WRONG, suspects)

    def _is_made(self, step: Step, typed: Real, work: Work) -> bool:
        """Whether some work gives the number for a step, from the learner's own ones.

        What is asked for in digits may be rounded, even where it follows exactly from
        numbers that were typed.
        """
        kind = float if isinstance(self.variant.numbers[step.id], float) else as_real
        ways = (self.own, self.unrounded) if kind is float else (self.own,)
        made = (number(lambda known: kind(work(known)), known) for known in ways)
        return any(one is not None and same(typed, one) for one in made)

    def _is_right_before(self, step: Step) -> bool:
        """Whether nothing but rounding sets the learner's numbers apart from here."""
        before = self.variant.mistakes.consequences.before[step.id] - {step.id}
        verdicts = {self.marks[one].verdict for one in before if one in self.marks}
        return verdicts <= {Verdict.RIGHT, Verdict.EMPTY}

    def _suspects(self, step: Step, typed: Real) -> Iterator[Fault]:
        """Every wrong derivation that gives the number, from the learner's own ones.

        Mistakes in other steps that were told are none of them, nor what they would
        do to such: the learner goes on from the numbers that stand in the boxes.
        """
        mistakes = self.variant.mistakes
        for fault in mistakes.consequences.reaching(step, mistakes.all):
            made = self._way(fault, step)
            if fault.step.id not in self._told and self._is_made(step, typed, made):
                yield fault

    def _way(self, fault: Fault, step: Step) -> Work:
        return self.variant.mistakes.consequences.of(fault, step, self._told)

    def compared(self, mark: Mark, fault: Fault) -> Comparison:
        """How a number came about by a mistake, beside how the right one does."""
        return comparison(self.variant, fault, mark.step, self.own, self._told)

    @property
    def asked(self) -> list[Mark]:
        """The marks of the boxes."""
        return [self.marks[step.id] for step in self.variant.exercise.steps]

    @property
    def complete(self) -> bool:
        """Whether every answer is right, whatever was left out on the way."""
        answers = self.variant.exercise.answers
        return all(self.marks[x.id].verdict is Verdict.RIGHT for x in answers)

    @property
    def wrong(self) -> list[Mark]:
        """The boxes where something went wrong, the first first."""
        return [mark for mark in self.asked if mark.verdict is Verdict.WRONG]

    @cached_property
    def luck(self) -> dict[str, list[Fault]]:
        """For right answers, the mistakes that would not have shown, by their step.

        The lesson's own numbers have such; certified ones have none.
        """
        found: dict[str, list[Fault]] = {}
        for one in hidden(self.variant):
            right = self.marks[one.at.id].verdict is Verdict.RIGHT
            if right and not self._is_shown(one.fault.step, one.at):
                found.setdefault(one.at.id, []).append(one.fault)
        return found

    def _is_shown(self, step: Step, at: Step) -> bool:
        """Whether an earlier step was typed, and right."""
        fine = self.marks[step.id].verdict in (Verdict.RIGHT, Verdict.FOLLOWS)
        return step.id != at.id and fine
