"""Where a parameter is used: the operations that make something else of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...factors import (
    Cast,
    Diag,
    Gather,
    Left,
    Over,
    Permute,
    Pick,
    Reshape,
    Right,
    Spread,
)
from ...graph import Node
from ..run import Run
from .flow import Pull
from .norms import Real, norm

CARRYING = (Cast, Gather, Permute, Pick, Reshape, Spread)
"""Factors that only hand a parameter on: turned, in parts, or copied."""


@dataclass(frozen=True, eq=False)
class Use:
    """One use of a parameter: by ``pull.of``, after ``carried`` has handed it on."""

    pull: Pull
    carried: tuple[Pull, ...]

    def back(self, desire: Node) -> Node:
        """A desire for what is used, handed back to the parameter."""
        for pull in reversed(self.carried):
            desire = pull.factor.pull(desire, pull.by)
        return desire

    def brought(self, run: Run) -> Node:
        """What this use adds to the parameter's gradient."""
        return self.back(self.pull.brought(run))

    def met(self, run: Run) -> Real:
        """The length of what the parameter is multiplied with there.

        For a matrix product that of the other side. For an entrywise product the
        length of the rates that one entry meets, the longest; a number that is added is
        multiplied by 1 in each of its copies, which is the root of their number. For
        what is none of these it is the largest stretch of the factor.
        """
        factor = self.pull.factor
        if isinstance(factor, (Left, Right)):
            return norm(run.values(factor.matrix))
        if isinstance(factor, (Diag, Over)) and isinstance(factor.rates, Node):
            squares = run.values(self.back(factor.rates * factor.rates))
            return math.sqrt(np.max(squares, initial=0))
        pulls = (*self.carried, self.pull)
        return math.prod(p.factor.gain(run.values, p.by, p.of) for p in pulls)


def uses(
    users: Mapping[Node, Sequence[Pull]], one: Node, carried: tuple[Pull, ...] = ()
) -> Iterator[Use]:
    """The uses of ``one``; ``users`` are the pulls that lead to each value."""
    for pull in users[one]:
        if isinstance(pull.factor, CARRYING):
            yield from uses(users, pull.of, (*carried, pull))
        else:
            yield Use(pull, carried)
