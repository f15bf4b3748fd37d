"""Learners that are simulated: each makes one mistake, and does all else rightly."""

from dataclasses import dataclass
from fractions import Fraction

from backsweep.practice.exercise.exercise import worked
from backsweep.practice.mistakes.fault import Fault


def typed(number):
    """A number as somebody types it: a fraction, or three significant digits."""
    return f"{number:.3g}" if isinstance(number, float) else str(Fraction(number))


@dataclass(frozen=True)
class Learner:
    """Somebody who always makes one and the same mistake, and carries on from it."""

    fault: Fault

    def numbers(self, variant):
        """Their numbers, worked out anew from the mistake on."""
        right, step = variant.numbers, self.fault.step
        known = {**variant.known, step.id: self.fault.number(right)}
        return worked(variant.exercise.whole, known)

    def everything(self, variant):
        """What they type in every box."""
        numbers = self.numbers(variant)
        return {step.id: typed(numbers[step.id]) for step in variant.exercise.steps}

    def answers(self, variant):
        """What they type who do the rest on paper."""
        numbers = self.numbers(variant)
        return {step.id: typed(numbers[step.id]) for step in variant.exercise.answers}
