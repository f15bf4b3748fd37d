"""A variant of an exercise: the same graph with numbers of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ..exercise.arithmetic import Numbers, Real
from ..exercise.entries import Given
from ..exercise.exercise import Exercise
from ..exercise.steps import Step
from ..mistakes.fault import Fault
from ..mistakes.here import Here
from ..mistakes.mistakes import Mistakes


@dataclass(frozen=True, eq=False)
class Variant:
    """The numbers of one seed, with all that follows from them."""

    mistakes: Mistakes
    given: Given
    seed: str = ""

    @property
    def exercise(self) -> Exercise:
        """What is asked."""
        return self.mistakes.exercise

    @cached_property
    def here(self) -> Here:
        """The mistakes that show with these numbers."""
        return self.mistakes.here(self.given, self.numbers)

    def consequence(self, fault: Fault, answer: Step) -> Callable[[Numbers], Real]:
        """From the numbers of a derivation to what the mistake makes of an answer."""
        return self.mistakes.consequences.of(fault, answer)

    @cached_property
    def known(self) -> Numbers:
        """What is known before the first step."""
        return self.exercise.known(self.given)

    @cached_property
    def numbers(self) -> Numbers:
        """Every right number. Raises ``ArithmeticError`` where there is none."""
        return self.exercise.numbers(self.given)
