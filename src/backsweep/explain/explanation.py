"""An explanation: a gradient as its chains, its factors, and the work they share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from .chains import LISTED
from .depth.gains import Gains, gains
from .depth.paths import Paths, paths
from .depth.shares import Shares, shares
from .depth.signals import Signals, signals
from .depth.strongest import Strongest, strongest
from .depth.targets import names, target
from .drawing.svg import drawing
from .layering import layers
from .layering import words as layer_words
from .neurons import network, words
from .parts.chain import Chains
from .parts.forward import Desires, Forward, Wishes
from .parts.longway import Check
from .parts.moving import Nudge, Step
from .parts.nopath import NoChain
from .parts.work import Shared, Work
from .report.blocks import Block, Figure
from .report.html import html
from .report.page import page
from .report.part import Part
from .reports import in_layers, in_numbers, whole
from .run import Run
from .scalars import LIMIT, scalars, size
from .second import second_run
from .story import Story

SMALL = 24
"""Up to so many variables, every one has its chain in the whole report."""


class Explanation(Part):
    """Why a gradient is what it is, at one call of a function.

    Every method returns a part, which shows itself as text (``print``), HTML with
    MathML (``html()``, notebooks), LaTeX (``latex()``) and JSON (``json()``); the
    explanation as a whole is such a part too. ``page()`` is one self-contained page.
    """

    def __init__(self, kept: Run, by: str | None = None):
        self.run, self._by = kept, by

    @property
    def value(self) -> Any:
        """The cost: a ``Fraction`` or a ``float``."""
        return self.run.values.number(self.run.cost)

    @cached_property
    def gradient(self) -> dict[str, Any]:
        """The gradient by name; ``None`` where no path leads."""
        run = self.run
        found = {name: run.desire(one) for name, one in run.variables.items()}
        return {name: _plain(value) for name, value in found.items()}

    @property
    def small(self) -> bool:
        """Whether every single number can be told of."""
        return size(self.run) <= LIMIT

    @cached_property
    def story(self) -> Story:
        """The graph of single numbers. Raises ``TooLarge`` for a large one."""
        return Story(scalars(self.run), self._by)

    def chain(self, name: str, limit: int = LISTED) -> Chains | Gains | NoChain:
        """The chains from the cost to a value, by its name in your code.

        For a single number (``"w1"``, ``"W[0,2]"``) its factors multiplied; for an
        array the operations on the way, each with its gain.
        """
        whole = names(self.run).get(name)
        if whole is None or (self.small and not whole.shape):
            return self._single(name, limit)
        kept, one = target(self.run, name)
        return gains(kept, one) if one in kept.desires else NoChain(kept, one)

    def _single(self, name: str, limit: int) -> Chains | NoChain:
        story = self.story.about(name)
        one = story.node(name)
        known = one in story.run.desires
        return Chains(story, one, limit) if known else NoChain(story.run, one)

    def second(self, name: str) -> Explanation:
        """The same for a slope: why dC/dname itself moves as it does.

        Its chains are those of an entry of the Hessian:
        ``ex.second("w1").chain("w2")`` is d²C/(dw1 dw2).
        """
        story = self.story.about(name)
        return Explanation(second_run(story.run, story.node(name)), self._by)

    def forward(self) -> Forward:
        """The forward pass, value by value."""
        return Forward(self.story)

    def desires(self) -> Desires:
        """The desire (dC/da) of every value, from the cost back."""
        return Desires(self.story)

    def wishes(self) -> Wishes:
        """What every connection wishes of the value before it."""
        return Wishes(self.story)

    def shared(self) -> Shared:
        """The factors that several chains have in common."""
        return Shared(self.story)

    def work(self, measure: bool = False) -> Work:
        """Multiplications of the sweep, of ripples, of single chains; with times."""
        return Work(self.story, measure)

    def check(self) -> Check:
        """The long way: written out, rippled, by differences, beside the sweep."""
        return Check(self.story)

    def nudge(self, name: str, by: Any = 0.01) -> Nudge:
        """What moves when one variable is nudged: predicted and measured."""
        return Nudge(self.story, name, by)

    def step(self, rate: Any = 0.1, names: str | Sequence[str] | None = None) -> Step:
        """One step of gradient descent on all variables, or on those named."""
        return Step(self.story, rate, (names,) if isinstance(names, str) else names)

    def signals(self) -> Signals:
        """Each parameter's gradient as signal · input · coherence."""
        return signals(self.run)

    def shares(self, name: str, through: str | None = None) -> Shares:
        """Signed shares of a gradient by the length of the path.

        With ``through`` by the number of values of that name that a path passes.
        """
        return shares(self.run, name, through)

    def paths(self, name: str, index: tuple[int, ...] = ()) -> Paths:
        """How many paths lead to one entry, and how much of them cancels."""
        return paths(self.run, name, index)

    def strongest(
        self, name: str, index: tuple[int, ...] = (), k: int = 5
    ) -> Strongest:
        """The k strongest paths to one entry, and what they leave out."""
        return strongest(self.run, name, index, k)

    def figure(self) -> Figure | None:
        """The network drawn; ``None`` if it is too large for that.

        Neurons and their connections, or layers where neurons would be too many.
        """
        neurons = network(self.story) if self.small else None
        if neurons is not None:
            return Figure(drawing(neurons), words(neurons))
        boxes = layers(self.run)
        return Figure(drawing(boxes), layer_words(boxes)) if boxes else None

    def short(self) -> Sequence[Block]:
        """The chains, and what they share: the report without its tables of values."""
        return in_numbers(self, full=False) if self.few else in_layers(self)

    @property
    def few(self) -> bool:
        """Whether there are so few variables that each is told of."""
        return self.small and sum(x.size for x in self.run.variables.values()) <= SMALL

    def blocks(self) -> Sequence[Block]:
        """The whole report: number by number if there are few, else by layers."""
        return in_numbers(self, full=True) if self.few else in_layers(self)

    def data(self) -> dict[str, Any]:
        """The whole report for programs."""
        return whole(self)

    def page(self, title: str = "") -> str:
        """The report as one self-contained page, the network drawn."""
        told = title or f"The gradient of {self.run.title}"
        return page([*self._drawn(), *self.blocks()], told)

    def html(self) -> str:
        """The report as a fragment, the network drawn."""
        return html([*self._drawn(), *self.blocks()])

    def _drawn(self) -> Sequence[Block]:
        figure = self.figure()
        return [figure] if figure is not None else []


def _plain(value: Any) -> Any:
    """A number of one's own, or an array."""
    if value is None:
        return None
    array = np.asarray(value)
    return array.item() if array.shape == () else array.copy()
