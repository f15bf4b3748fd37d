"""The steps of an exercise: one box each, and how each follows from those before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ...explain.formula.expression import Formula
from .arithmetic import Numbers, Real, Work, as_real, from_parts


class Kind(StrEnum):
    """What a step asks for."""

    VALUE = "value"
    FACTOR = "factor"
    PATH = "path"
    SLOPE = "slope"
    UPDATE = "update"


class Worked:
    """Anything with a formula that is worked out again and again."""

    formula: Formula

    def number(self, known: Numbers) -> Real:
        """The formula's number. Raises ``ArithmeticError`` where there is none."""
        return as_real(self._work(known))

    @cached_property
    def _work(self) -> Work:
        return from_parts(self.formula)


@dataclass(frozen=True)
class Step(Worked):
    """One box: ``symbol`` is what is asked for, ``formula`` how it is found.

    The formula speaks of what is given and of earlier steps by their symbols, so that
    it can be worked out from a learner's own numbers as well as from the right ones.
    Steps with the same ``group`` are the entries of one array, side by side.
    """

    symbol: Formula
    formula: Formula
    kind: Kind
    group: str = ""

    @cached_property
    def id(self) -> str:
        """The name of its box: ``"a1"``, ``"dC/da3"``, ``"dC/dw1"``."""
        return str(self.symbol)
