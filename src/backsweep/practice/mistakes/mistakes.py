"""Every wrong derivation of an exercise, and what each of them gives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ...explain.formula.expression import Formula
from ..exercise.arithmetic import Numbers
from ..exercise.entries import Given
from ..exercise.exercise import Exercise
from ..exercise.steps import Step
from .bends import Bends, Sides
from .catalogue import KINDS
from .consequences import Consequences
from .fault import Fault
from .here import Here
from .points import anywhere, nearby
from .subject import Subject

KEPT = 64
"""So many combinations of sides are kept; graphs without bends have one."""


class Mistakes:
    """The wrong derivations of an exercise, in the order of its steps.

    What gives the right number whatever the numbers are is no mistake, and not listed.
    """

    def __init__(self, exercise: Exercise):
        self.exercise = exercise
        self.consequences = Consequences(exercise.whole)
        self._here: dict[Sides, Here] = {}

    @cached_property
    def all(self) -> tuple[Fault, ...]:
        """All of them; of those of a step, the kinds in the catalogue's order."""
        points = anywhere(self.exercise)
        return tuple(Here([*self._imagined()], self.consequences, points).faults)

    def _imagined(self) -> Iterator[Fault]:
        """Everything that the catalogue has; each formula of a step once."""
        subject = Subject(self.exercise)
        for step in self.exercise.steps:
            met: set[Formula | str] = {step.formula}
            for fault in (fault for kind in KINDS for fault in kind(subject, step)):
                if not met & {fault.formula, fault.id}:
                    met |= {fault.formula, fault.id}
                    yield fault

    @cached_property
    def needed(self) -> tuple[Step, ...]:
        """The steps that are asked, and those that they are worked out from."""
        asked = (self.consequences.before[x.id] for x in self.exercise.steps)
        needed = set[str]().union(*asked)
        return tuple(step for step in self.exercise.whole if step.id in needed)

    def at(self, step: Step) -> list[Fault]:
        """The mistakes made in one step."""
        return [fault for fault in self.all if fault.step.id == step.id]

    @cached_property
    def bends(self) -> Bends:
        """Where the formulas bend."""
        return Bends(self.consequences, self.all)

    def here(self, given: Given, numbers: Numbers) -> Here:
        """The mistakes that show with given numbers, and others like them.

        ``numbers`` are all that follow from those given.
        """
        sides = self.bends.sides(numbers)
        if sides not in self._here:
            points = nearby(self.exercise, given)
            while len(self._here) >= KEPT:
                self._here.pop(next(iter(self._here)))
            self._here[sides] = Here(self.all, self.consequences, points)
        return self._here[sides]
