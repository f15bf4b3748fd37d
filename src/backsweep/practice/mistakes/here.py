"""The mistakes that show on one side of the bends, and where they show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from ..exercise.arithmetic import Numbers, Real
from ..exercise.steps import Step
from .consequences import Consequences
from .fault import Fault
from .points import outcome

Print = tuple[str, ...]


class Here:
    """Some mistakes, looked at from random points on the same side of every bend.

    What gives the right number at all of these is no mistake here; two that give the
    same at all of them are one and the same for anybody who sees only the number.
    """

    def __init__(
        self,
        faults: Sequence[Fault],
        consequences: Consequences,
        points: Sequence[Mapping[str, Real]],
    ):
        self._points, self._consequences = points, consequences
        self.prints = {x.id: self._print(x.number) for x in faults}
        rights = {x.step.id: self._print(x.step.number) for x in faults}
        self.faults = [x for x in faults if self.prints[x.id] != rights[x.step.id]]

    def _print(self, work: Callable[[Numbers], Real]) -> Print:
        return tuple(outcome(work, numbers) for numbers in self._points)

    @cached_property
    def by_step(self) -> dict[str, list[Fault]]:
        """The mistakes by the step that they are made in."""
        found: dict[str, list[Fault]] = {}
        for fault in self.faults:
            found.setdefault(fault.step.id, []).append(fault)
        return found

    @cached_property
    def _seen(self) -> dict[str, list[tuple[Fault, Print]]]:
        return {}

    def seen_from(self, answer: Step) -> list[tuple[Fault, Print]]:
        """The mistakes that change an answer, with what they make of it."""
        if answer.id not in self._seen:
            reaching = self._consequences.reaching(answer, self.faults)
            right = self._print(answer.number)
            prints = (
                (x, self._print(self._consequences.of(x, answer))) for x in reaching
            )
            self._seen[answer.id] = [(x, one) for x, one in prints if one != right]
        return self._seen[answer.id]
