"""One wrong derivation: what is worked out in place of a step's formula."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from ...explain.formula.expression import Formula
from ..exercise.steps import Step, Worked
from ..exercise.words import Words


@dataclass(frozen=True)
class Fault(Worked):
    """A step worked out in a way that people do take, and that is wrong.

    ``formula`` is what is computed instead of the step's own; ``about`` are the parts
    of the formulas that are at fault, the smallest first; ``words`` what was done,
    ``why`` what is right instead. The id names the kind and the place, never the
    numbers: ``forgotten-two(dC/da3)``.
    """

    kind: str
    step: Step
    formula: Formula
    words: Words = field(compare=False)
    why: Words = field(compare=False)
    about: tuple[Formula, ...] = ()

    @cached_property
    def id(self) -> str:
        """Stable over variants: what a log keeps."""
        named = dict.fromkeys([self.step.id, *map(str, self.about)])
        return f"{self.kind}({', '.join(named)})"
