"""Where a nan or an infinity began, and how."""

from __future__ import annotations

import numpy as np

from ...explain.depth.flow import pulls
from ...explain.depth.kinds import rates_of
from ...explain.finite import first_made, first_sent, made_of
from ...explain.run import Run
from ...factors import ones
from ...graph import Node
from ..record import Fault
from .chain import called, place


def fault(run: Run) -> Fault | None:
    """The first operation that made a nan or an infinity; ``None`` if none did."""
    made = first_made(run)
    if made is not None:
        return _forward(run, made)
    sent = first_sent(run)
    return None if sent is None else _backward(run, *sent)


def _forward(run: Run, one: Node) -> Fault:
    inputs = made_of(run, one)
    operation = one.op.name if inputs else called(run, one)
    value, ranges = run.values(one), [_range(run, x) for x in inputs]
    lowest = min((low for low, _ in ranges), default=np.nan)
    highest = max((high for _, high in ranges), default=np.nan)
    why = "" if inputs else "it was given so"
    where = place(run, one)
    return Fault(operation, _made(value), False, lowest, highest, where, why)


def _backward(run: Run, user: Node, one: Node) -> Fault:
    lowest, highest = _range(run, one)
    return Fault(
        user.op.name,
        _made(run.desire(one)),
        True,
        lowest,
        highest,
        place(run, user),
        _why(run, user, one),
    )


def _why(run: Run, user: Node, one: Node) -> str:
    """What desire an infinite slope met: 0 · inf is what nobody expects to be nan."""
    for pull in pulls(user):
        if pull.by is not one or rates_of(pull.factor) is None:
            continue
        with np.errstate(all="ignore"):
            rate = np.asarray(run.values(pull.factor.pull(ones(user), one)))
        met = np.asarray(run.desire(user))[~np.isfinite(rate)]
        if met.size and not met.any():
            return f"it was sent 0, and {user.op.name}' is infinite there: 0 · inf"
        if met.size:
            return f"{user.op.name}' is infinite there"
    return "it overflowed"


def _range(run: Run, one: Node) -> tuple[float, float]:
    """From where to where the ordinary numbers of a value go."""
    numbers = np.asarray(run.values(one), float)
    known = numbers[np.isfinite(numbers)]
    if not known.size:
        return float("nan"), float("nan")
    return float(known.min()), float(known.max())


def _made(value: object) -> str:
    return "nan" if np.isnan(np.asarray(value, float)).any() else "infinity"
