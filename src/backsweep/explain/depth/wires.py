"""All edges between single entries on the way from a variable to the cost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ...errors import ShapeMismatch
from ...factors import (
    Cast,
    Erase,
    Gather,
    Identity,
    Permute,
    Pick,
    Place,
    Reshape,
    Spread,
)
from ...graph import Node
from ..errors import TooLarge
from ..run import Run
from .edges import Wiring, edges, numbered
from .flow import Flow, Pull
from .labels import label

MOST = 2**32
"""How many edges one sweep may pass: about ten seconds of work."""
HANDED_ON = (Cast, Erase, Gather, Identity, Permute, Pick, Place, Reshape, Spread)
"""Factors that hand entries on as they are: no operation that a reader would count."""


class Wire(NamedTuple):
    """The edges of one factor, from the entries of ``by`` to those of ``of``."""

    of: Node
    by: Node
    edges: Wiring
    plain: bool
    """Whether entries are only handed on, in another place or shape."""


@dataclass(frozen=True, eq=False)
class Wires:
    """All edges on the way from a variable to the cost.

    ``into`` has, for each value on the way, inputs first, the wires that end there.
    """

    run: Run
    variable: Node
    into: dict[Node, list[Wire]]

    @cached_property
    def leaving(self) -> dict[Node, list[Wire]]:
        """For each value on the way, the wires that start there."""
        found: dict[Node, list[Wire]] = {one: [] for one in (self.variable, *self.into)}
        for ending in self.into.values():
            for wire in ending:
                found[wire.by].append(wire)
        return found


def wires(run: Run, variable: Node) -> Wires:
    """The wires from a variable; ``TooLarge`` for more than ``MOST`` edges."""
    found = Flow(run, variable).into
    into = {of: [_wire(run, pull) for pull in pulls] for of, pulls in found.items()}
    count = sum(wire.edges.count for ending in into.values() for wire in ending)
    if count > MOST:
        raise TooLarge(
            f"{run.title} has {count:,} edges between single entries",
            why=f"paths are counted over {MOST:,} edges at most",
            cure="give the function fewer samples at once, or ask for the layers",
        )
    return Wires(run, variable, into)


def _wire(run: Run, pull: Pull) -> Wire:
    found = edges(pull.factor, run.values, pull.by, pull.of)
    return Wire(pull.of, pull.by, found, isinstance(pull.factor, HANDED_ON))


def flat_index(run: Run, variable: Node, index: tuple[int, ...]) -> int:
    """The place of an entry in a row of all; ``ShapeMismatch`` if there is none."""
    shape = variable.shape
    fits = len(index) == len(shape)
    if not fits or not all(-n <= k < n for k, n in zip(index, shape, strict=True)):
        raise ShapeMismatch(
            f"{label(run, variable)} has the shape {shape} and no entry {index}",
            why="an entry has one index for each axis, counted from 0",
            cure=f"take one up to {tuple(n - 1 for n in shape)}",
        )
    return int(numbered(variable)[index])
