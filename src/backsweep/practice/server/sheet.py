"""A turn at an exercise as a page shows it: boxes, marks, hints, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..exercise.hints import LEVELS, hint
from ..exercise.steps import Step
from ..exercise.words import Words
from ..grading.answering import RECENT, Turn
from ..grading.grade import Grade, Mark, Verdict
from ..telling.layout import Line, Link, Section, called, sections
from ..telling.verdicts import SHORT, SIGNS, Told, sentence, told

OPEN = (Verdict.WRONG, Verdict.UNREADABLE, Verdict.EMPTY)


@dataclass(frozen=True)
class Sheet:
    """A ``turn``, read anew from the disk each time: all tabs show the same.

    What is finished has no draft any more, only its attempts and its review.
    """

    turn: Turn

    @cached_property
    def finished(self) -> bool:
        """Whether it was solved or given up, and not begun again."""
        seed = self.turn.variant.seed
        if self.turn.store.drafts.of(self.turn.skill, seed):
            return False
        reviews = self.turn.store.reviews.of(self.turn.skill)
        given_up = any(one.ticket.startswith(f"{seed}/") for one in reviews[-1:])
        return given_up or bool(self._tried)

    @cached_property
    def _tried(self) -> Mapping[str, str]:
        """What was typed last in each box, by the log of attempts."""
        tried = self.turn.store.attempts.of(self.turn.skill, RECENT)
        seed = self.turn.variant.seed
        return {one.step: one.typed for one in tried if one.variant == seed}

    @cached_property
    def grade(self) -> Grade:
        """The marks of what stands in the boxes."""
        boxes = self._tried if self.finished else self.turn.boxes
        return Grade(self.turn.variant, boxes)

    @cached_property
    def sections(self) -> list[Section]:
        """The boxes as they are laid out."""
        return sections(self.turn.variant.exercise)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """A number for each box, by the id of its step."""
        steps = self.turn.variant.exercise.steps
        return {step.id: place for place, step in enumerate(steps)}

    def mark(self, step: Step) -> Mark:
        """The mark of a box."""
        return self.grade.marks[step.id]

    def called(self, step: Step) -> Words:
        """What a box is for."""
        return called(step)

    def word(self, step: Step) -> str:
        """The verdict on a box in a word."""
        return SHORT.get(self.mark(step).verdict, "")

    def sign(self, step: Step) -> str:
        """The verdict on a box as a sign beside the word."""
        return SIGNS.get(self.mark(step).verdict, "")

    def told(self, step: Step) -> Told | None:
        """What else there is to say of a box."""
        return told(self.grade, self.mark(step))

    def said(self, step: Step) -> str:
        """The verdict on a box, to be heard."""
        found, word = self.told(step), self.word(step)
        more = f" {found.said}" if found else ""
        return f"{step.id}: {word}.{more}" if word else ""

    def repeated(self, link: Link) -> str:
        """What stands in the box of a factor that was met before."""
        mark = self.grade.marks.get(str(link.symbol))
        return mark.typed if mark else ""

    @cached_property
    def lit(self) -> frozenset[str]:
        """The factors that a wrong number is about, if there is but one way to it."""
        sure = (x.suspects[0] for x in self.grade.wrong if len(x.suspects) == 1)
        return frozenset(str(one) for fault in sure for one in fault.about)

    def hints(self, step: Step) -> list[Words]:
        """The hints that are open for a box."""
        return [self._hint(step, n + 1) for n in range(self.turn.hints.get(step.id, 0))]

    def _hint(self, step: Step, level: int) -> Words:
        variant = self.turn.variant
        return sentence(hint(variant.exercise, step, level, variant.numbers))

    @property
    def opened(self) -> int:
        """How many hints are open: so that a page sent twice opens one."""
        return sum(self.turn.hints.values())

    def next_hint(self, step: Step) -> int:
        """The level of the hint to open next."""
        return min(self.turn.hints.get(step.id, 0) + 1, LEVELS)

    def at(self, line: Line) -> Step:
        """Where to go on in a line: what is wrong there, or else not filled in."""
        marks = [self.mark(step) for step in line.steps]
        waiting = (x for verdict in OPEN for x in marks if x.verdict is verdict)
        return next(waiting, marks[0]).step

    @property
    def rounded(self) -> bool:
        """Whether some numbers are asked for to three digits only."""
        numbers = self.turn.variant.numbers
        return any(isinstance(numbers[name], float) for name in self.places)
