"""The verdict in a line, for people."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from ..explain.depth.labels import percent
from ..explain.formula.numbers import spelled
from .limits import LOST
from .record import Fault, Record, Squish, factor
from .verdict import (
    COLLAPSED,
    DEAD_UNITS,
    EXPLODING,
    HEALTHY,
    NO_PATH,
    NON_FINITE,
    SATURATION,
    VANISHING,
    Verdict,
)


def sentence(record: Record, found: Verdict) -> str:
    """What is wrong, where, and by how much."""
    return f"{found.kind.capitalize()}: {TOLD[found.kind](record, found)}"


def _healthy(record: Record, found: Verdict) -> str:
    if not found.layers:
        return f"the desire at the front is {_times(found)} that at the output."
    most = spelled(round(LOST + found.noise, 1))
    return (
        f"over {_layers(found)}, the desire at the front is {_times(found)} that at "
        f"the output. At this depth and width, up to {most} decades are well."
    )


def _changed(record: Record, found: Verdict) -> str:
    verb = "shrinks" if found.decades < 0 else "grows"
    return (
        f"{found.where}, the desire {verb} by {_decades(found.decades)} over "
        f"{_layers(found)}, {_decades(found.per_layer)} a layer "
        f"(×{spelled(two_digits(factor(found.per_layer)))}). Chance at these widths "
        f"makes up for {_decades(round(found.noise, 1))} at most."
    )


def _dead(record: Record, found: Verdict) -> str:
    one = _squish(record, found)
    return (
        f"{one.dead} of {one.units} units of {called(one)} have slope 0 on all "
        f"{one.samples} samples."
    )


def _saturated(record: Record, found: Verdict) -> str:
    one, front = _squish(record, found), record.network[-1].to
    verb = "shrunk" if found.decades < 0 else "grown"
    return (
        f"{percent(one.saturated)} of the slopes of {called(one)} are less than a "
        f"tenth of what they can be. By {front}, over {_layers(found)}, the desire has "
        f"{verb} by {_decades(found.decades)}."
    )


def _collapsed(record: Record, found: Verdict) -> str:
    one = _squish(record, found)
    apart = spelled(two_digits(one.apart or 0.0))
    return (
        f"at {called(one)}, {one.samples} different samples differ by {apart} of their "
        "mean square: to all that follows they are one and the same."
    )


def _not_finite(record: Record, found: Verdict) -> str:
    if record.fault is None:
        return f"the cost is {record.cost}."
    return fault_sentence(record.fault)


def fault_sentence(fault: Fault) -> str:
    """The operation, its line, the range of its input, and how it came."""
    way = "on the way back, the slope of " if fault.backward else ""
    made = "an infinity" if fault.made == "infinity" else "a nan"
    where = f" ({fault.where})" if fault.where else ""
    why = f": {fault.why}" if fault.why else ""
    told = f"{way}{fault.operation}{where}"
    if math.isnan(fault.lowest):
        return f"{told} holds {made}{why}."
    low, high = spelled(fault.lowest), spelled(fault.highest)
    span = f"from {low} to {high}" if low != high else low
    return f"{told} made {made} of input {span}{why}."


def _no_path(record: Record, found: Verdict) -> str:
    return f"the cost does not depend on {found.where or 'any parameter'}."


TOLD: Mapping[str, Callable[[Record, Verdict], str]] = {
    HEALTHY: _healthy,
    VANISHING: _changed,
    EXPLODING: _changed,
    DEAD_UNITS: _dead,
    SATURATION: _saturated,
    COLLAPSED: _collapsed,
    NON_FINITE: _not_finite,
    NO_PATH: _no_path,
}


def called(one: Squish) -> str:
    """A layer's activation: ``a3 (tanh)``; without a name, ``tanh(z3)``."""
    nameless = one.name.startswith(f"{one.function}(")
    return one.name if nameless else f"{one.name} ({one.function})"


def _squish(record: Record, found: Verdict) -> Squish:
    return next(one for one in record.squishes if one.name == found.where)


def _layers(found: Verdict) -> str:
    return "1 layer" if found.layers == 1 else f"{found.layers} layers"


def _decades(size: float) -> str:
    told = spelled(round(abs(size), 2))
    return "1 decade" if told == "1" else f"{told} decades"


def _times(found: Verdict) -> str:
    return f"{spelled(two_digits(factor(found.decades)))} times"


def two_digits(number: float) -> float:
    """A number rounded to two digits.

    >>> two_digits(0.012345), two_digits(1234.5)
    (0.012, 1200.0)
    """
    return float(f"{number:.1e}")


def three_digits(number: float) -> float:
    """A number rounded to three digits.

    >>> three_digits(1.02774)
    1.03
    """
    return float(f"{number:.2e}")
