"""What a probe finds in one sweep, in plain numbers, whatever library made the sweep.

A probe of a Backsweep graph and a probe of a PyTorch model bring home the same record;
verdict, cause, cures and report know nothing else. Lengths are Euclidean. The chain is
told from the cost back to the *front*: the value farthest from the cost that a
parameter helps to make.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

SLOPE, WEIGHT, NORMALISATION = "slope", "weight", "normalisation"
BRANCHES, COST, COPY, MOVE = "branches", "cost", "copy or sum", "move"
PRODUCT, OPAQUE = "product", "opaque"


@dataclass(frozen=True)
class Branch:
    """One of several ways that a desire comes back: its signed share of the whole."""

    through: str
    share: float | None
    size: float


@dataclass(frozen=True)
class Link:
    """One factor of the chain: what becomes of the desire's length in one operation.

    ``gain`` is the length after over that before, so all gains multiplied are the
    measured ratio between the ends. ``predicted`` is what chance makes of such a
    factor: for a weight the root of its squares' sum over the number of outputs, for a
    slope the root mean square of slopes under normal pre-activations of the measured
    size; ``None`` where no formula is known. ``width`` counts the outputs that chance
    averages over, 0 where nothing is drawn by chance. ``passes`` counts the weights on
    the longest way through: 1 for a weight, more where branches have some of their own.
    """

    to: str
    through: str
    kind: str
    gain: float
    predicted: float | None = None
    width: int = 0
    where: str = ""
    branches: tuple[Branch, ...] = ()
    passes: int = 0

    @property
    def decades(self) -> float:
        """The gain as a power of ten; of 0, minus infinity."""
        return math.log10(self.gain) if self.gain > 0 else -math.inf


@dataclass(frozen=True)
class Squish:
    """What an activation did to the samples given.

    A unit is *dead* if its slope is 0 on every sample; ``quiet`` is the part of all
    single slopes that are 0, dead units left out: sparse is not dead. ``saturated`` is
    the part of single slopes below a tenth of the largest one that the function has.
    ``apart`` is how far the samples differ in what comes out: their variance, as a part
    of the mean square (1 minus the mean cosine, near enough); ``None`` for one sample.
    """

    name: str
    function: str
    units: int
    samples: int
    dead: int
    quiet: float
    saturated: float
    slope: float
    apart: float | None
    where: str = ""


@dataclass(frozen=True)
class Use:
    """One use of a parameter: gradient = signal · input · coherence."""

    at: str
    brought: float
    signal: float
    input: float

    @property
    def coherence(self) -> float | None:
        """What the sum leaves of signal times input; ``None`` if either is 0."""
        most = self.signal * self.input
        return self.brought / most if most else None


@dataclass(frozen=True)
class Parameter:
    """A parameter: its own length, that of its gradient, and its uses.

    ``spread`` is that of a matrix of weights, the root of inputs times mean square: the
    sigma of mean-field theory. ``None`` for a parameter that is no such matrix.
    """

    name: str
    size: float
    gradient: float
    uses: tuple[Use, ...] = ()
    spread: float | None = None


@dataclass(frozen=True)
class Fault:
    """The first operation that made a nan or an infinity out of finite input.

    ``lowest`` and ``highest`` span the operation's input. ``why`` says how, where that
    is known: ``where sent 0, sqrt'(0) = inf``.
    """

    operation: str
    made: str
    backward: bool
    lowest: float
    highest: float
    where: str = ""
    why: str = ""


@dataclass(frozen=True)
class Degree:
    """What all paths of one length bring: how many, and their signed share."""

    length: int
    paths: int
    share: float | None


@dataclass(frozen=True)
class Record:
    """Everything one probed sweep tells.

    ``start`` and ``end`` are the lengths of the desires at the two ends of ``links``.
    ``opaque`` names operations that no factor can be read from. ``left`` is what
    cancellation between paths leaves of the sum of their sizes.
    """

    title: str
    cost: float
    start: float
    end: float
    links: tuple[Link, ...] = ()
    squishes: tuple[Squish, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    degrees: tuple[Degree, ...] = ()
    left: float | None = None
    fault: Fault | None = None
    opaque: tuple[str, ...] = ()
    without_path: tuple[str, ...] = field(default=())

    @property
    def network(self) -> tuple[Link, ...]:
        """The chain without what is the cost's own."""
        return tuple(one for one in self.links if one.kind != COST)

    @property
    def product(self) -> float:
        """All gains multiplied."""
        return math.prod(one.gain for one in self.links)

    @property
    def measured(self) -> float:
        """The length of the desire at the front over that at the cost."""
        return self.end / self.start if self.start else math.nan

    @property
    def difference(self) -> float:
        """How far the product is from the measured ratio, as a part of it."""
        apart = abs(self.product - self.measured)
        return apart / self.measured if self.measured else apart


def factor(decades: float) -> float:
    """The number that a power of ten is; infinite where no float is so large.

    >>> factor(2), factor(400)
    (100.0, inf)
    """
    return 10.0**decades if decades < sys.float_info.max_10_exp else math.inf


def decades(links: Sequence[Link]) -> float:
    """The power of ten that the gains of ``links`` make together."""
    return math.fsum(one.decades for one in links) if links else 0.0
