"""A network at one moment of its sweep: what is known by then, and what is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ...explain.drawing.picture import Network
from ...explain.neurons import network
from ..errors import Unreadable
from ..exercise.entries import Given
from ..exercise.exercise import Exercise
from .drawing import Shown, drawing
from .sweep import Moment, Sweep


@dataclass(frozen=True, eq=False)
class Scene:
    """The first ``count`` moments of a sweep; ``chosen`` is the weight to light."""

    sweep: Sweep
    count: int
    chosen: str = ""

    @property
    def now(self) -> Moment | None:
        """What was worked out last."""
        return self.sweep.moments[self.count - 1] if self.count else None

    @property
    def total(self) -> int:
        """How many moments there are."""
        return len(self.sweep.moments)

    @cached_property
    def weights(self) -> tuple[str, ...]:
        """The weights whose chains can be lit."""
        return tuple(dict.fromkeys(str(x.weight) for x in self._network.weights))

    @cached_property
    def _network(self) -> Network:
        found = network(self.sweep.story)
        if found is None:
            raise Unreadable(
                "this network is too large to be drawn",
                where="the explorer",
                cure="choose another one",
            )
        return found

    @cached_property
    def drawing(self) -> str:
        """The network as SVG, with what is known by now."""
        known = {moment.id for moment in self.sweep.moments[: self.count]}
        given = {
            str(x) for x in map(self.sweep.links.formula, self.sweep.story.run.given)
        }
        now = self.now.id if self.now else ""
        return drawing(self._network, Shown(known | given, now, self.chosen))


def scene(exercise: Exercise, given: Given, count: int | None, chosen: str) -> Scene:
    """A sweep at one of its moments; without a ``count``, when all is known."""
    sweep = Sweep(exercise, given)
    total = len(sweep.moments)
    return Scene(sweep, total if count is None else max(0, min(count, total)), chosen)
