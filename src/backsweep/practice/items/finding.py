"""What a learner says of a bug, and whether it is so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..grading.grade import Grade, Mark, Verdict
from .bug import Bug, Line, Truth


@dataclass(frozen=True, eq=False)
class Finding:
    """The line that was picked, by the id of its step, and the number typed for it."""

    bug: Bug
    picked: str
    typed: str

    @property
    def line(self) -> Line | None:
        """The line that was picked."""
        return self.bug.line(self.picked)

    @property
    def found(self) -> bool:
        """Whether it is the wrong one."""
        return self.line is not None and self.line.truth is Truth.WRONG

    @cached_property
    def mark(self) -> Mark:
        """The mark of the number, as if it had been typed into the step's own box."""
        step = self.bug.fault.step
        return Grade(self.bug.variant, {step.id: self.typed}).marks[step.id]

    @property
    def solved(self) -> bool:
        """Whether line and number are both right."""
        return self.found and self.mark.verdict is Verdict.RIGHT

    @property
    def complete(self) -> bool:
        """Whether there is enough to judge: a line, and a number that can be read."""
        missing = (Verdict.EMPTY, Verdict.UNREADABLE)
        return self.line is not None and self.mark.verdict not in missing

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The ids for the log: the mistake not seen, or those that give the number."""
        if not self.found:
            return (self.bug.fault.id,)
        return tuple(fault.id for fault in self.mark.suspects)
