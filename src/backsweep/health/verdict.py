"""The verdict: what is wrong, where, and by how much; or that nothing is.

It is read from ratios along one sweep alone. The cost's own factors are left out, so
multiplying a loss by a million changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .activations import ACTIVATIONS
from .layers import layered
from .limits import ALIKE, DEAD, FEW, FLAT, LOST, SATURATED, SURE
from .mean_field import noise
from .record import SLOPE, Link, Record, Squish, decades

HEALTHY, VANISHING, EXPLODING = "healthy", "vanishing", "exploding"
DEAD_UNITS, SATURATION = "dead", "saturated"
COLLAPSED, NON_FINITE, NO_PATH = "input-collapsed", "non-finite", "no path"
FAR = np.array([-100.0, 100.0])
SQUASHING = frozenset(
    name for name, one in ACTIVATIONS.items() if np.max(np.abs(one.slope(FAR))) < 0.01
)
"""Activations that are flat on both sides: those that can saturate."""


@dataclass(frozen=True)
class Verdict:
    """What one line says.

    ``decades`` is the power of ten between the desire at the front and that at the
    network's output, ``layers`` how many weights lie between, ``noise`` what chance may
    add or take at this depth and these widths, in decades. ``where`` names the place.
    """

    kind: str
    where: str
    decades: float
    layers: int
    noise: float

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong."""
        return self.kind == HEALTHY

    @property
    def per_layer(self) -> float:
        """Decades gained or lost in a layer."""
        return self.decades / self.layers if self.layers else self.decades


def verdict(record: Record) -> Verdict:
    """The first of these that holds: not finite, dead, gone or grown, collapsed.

    >>> from .record import Link, Record
    >>> slope = Link("z", "sigmoid", "slope", 0.25)
    >>> weight = Link("a", "matmul", "weight", 1.0, passes=1)
    >>> found = verdict(Record("loss", 1.0, 1.0, 0.25**6, links=(slope, weight) * 6))
    >>> found.kind, round(found.per_layer, 2)
    ('vanishing', -0.6)
    """
    kind, where = _found(record)
    chain = record.network
    lost = decades(chain) if chain else 0.0
    return Verdict(kind, where, lost, layers(chain), noise_of(chain))


def layers(chain: Sequence[Link]) -> int:
    """How many weights a chain passes."""
    return sum(one.passes for one in chain)


def noise_of(chain: Sequence[Link]) -> float:
    """Three standard deviations of what chance does to the whole chain, in decades."""
    widths = [one.width for one in chain if one.width]
    return noise(widths) / math.log(10) if widths else 0.0


def _found(record: Record) -> tuple[str, str]:
    if record.fault is not None or not math.isfinite(record.cost):
        return NON_FINITE, _at_fault(record)
    if not record.links:
        return NO_PATH, ", ".join(record.without_path)
    dead = next((one for one in record.squishes if _dead(one)), None)
    if dead is not None:
        return DEAD_UNITS, dead.name
    change = decades(record.network)
    if abs(change) > LOST + noise_of(record.network):
        return _changed(record, change)
    for sick, kind in ((_flat, SATURATION), (_alike, COLLAPSED)):
        found = next(filter(sick, record.squishes), None)
        if found is not None:
            return kind, found.name
    return HEALTHY, ""


def _at_fault(record: Record) -> str:
    return record.fault.where or record.fault.operation if record.fault else "the cost"


def _changed(record: Record, change: float) -> tuple[str, str]:
    """Gone, grown, or gone because slopes are flat."""
    if change > 0:
        return EXPLODING, place(record.network)
    flat = [*filter(_saturated, record.squishes)]
    slopes = decades([one for one in record.network if one.kind == SLOPE])
    if flat and slopes < SURE * change:
        return SATURATION, flat[0].name
    return VANISHING, place(record.network)


def place(chain: Sequence[Link]) -> str:
    """Where the change is: at one layer if that makes most of it, or from end to end.

    Of a layer that does, the operation that does it is named.
    """
    change = decades(chain)
    way = math.copysign(1, change)
    parts = [one.links for one in layered(chain)]
    most = max(parts, key=lambda links: way * decades(links))
    if math.isinf(change) or decades(most) / change > SURE:
        worst = max(most, key=lambda one: way * one.decades)
        return f"at {worst.through} of {worst.to}"
    return f"from the output back to {chain[-1].to}"


def _dead(one: Squish) -> bool:
    """Whether more units are silent on all samples than chance would have it."""
    most = DEAD * one.units + 3 * math.sqrt(one.units) / 2
    return one.dead == one.units or (one.samples >= FEW and one.dead > most)


def _saturated(one: Squish) -> bool:
    return one.function in SQUASHING and one.saturated > SATURATED


def _flat(one: Squish) -> bool:
    """Whether a layer alone lets less than a tenth through of what it could."""
    return _saturated(one) and one.slope < FLAT * ACTIVATIONS[one.function].steepest


def _alike(one: Squish) -> bool:
    return one.apart is not None and one.apart < ALIKE
