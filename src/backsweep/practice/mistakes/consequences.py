"""What becomes of a mistake further on, where everything after it is done rightly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

from ..exercise.arithmetic import Numbers, Real
from ..exercise.steps import Step
from .changes import inside
from .fault import Fault


class Consequences:
    """The ways from each step to those that are worked out from it."""

    def __init__(self, steps: Sequence[Step]):
        self.steps = steps
        self._between: dict[tuple[str, str], list[Step]] = {}

    @cached_property
    def before(self) -> dict[str, set[str]]:
        """For each step, the steps that it is worked out from, itself included."""
        before: dict[str, set[str]] = {}
        for step in self.steps:
            used = {str(part) for part in inside(step.formula)} - {step.id}
            met = (before.get(one, set()) for one in used)
            before[step.id] = {step.id}.union(*met)
        return before

    def between(self, first: Step, last: Step) -> list[Step]:
        """The steps that carry a number from one step to another, the last included."""
        key = first.id, last.id
        if key not in self._between:
            self._between[key] = [
                step
                for step in self.steps
                if step.id != first.id
                and first.id in self.before[step.id]
                and step.id in self.before[last.id]
            ]
        return self._between[key]

    def reaching(self, step: Step, faults: Iterable[Fault]) -> list[Fault]:
        """The mistakes that a number for a step can come from: its own and earlier."""
        return [x for x in faults if x.step.id in self.before[step.id]]

    def of(
        self, fault: Fault, answer: Step, kept: Collection[str] = ()
    ) -> Callable[[Numbers], Real]:
        """From the right numbers to what the mistake makes of an answer."""
        return lambda right: self.carried(fault, answer, right, kept)[answer.id]

    def carried(
        self,
        fault: Fault,
        answer: Step,
        right: Numbers,
        kept: Collection[str] = (),
    ) -> dict[str, Real]:
        """All numbers up to an answer, once the mistake is made.

        The numbers of the steps on the way that are ``kept`` stay what they are.
        """
        numbers = {**right, fault.step.id: fault.number(right)}
        after = self.between(fault.step, answer)
        if kept:
            after = [one for one in after if one == answer or one.id not in kept]
        for step in after:
            numbers[step.id] = step.number(numbers)
        return numbers
