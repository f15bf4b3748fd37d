"""A step against the slope, tried on a copy: as it would be, smaller, and clipped."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from .cures import Patient
from .record import Record

CLIP = 1.0
"""The length that a gradient is clipped to, the usual one."""
SMALLER = 10.0


@dataclass(frozen=True)
class Step:
    """A step: what the slope promises of the cost, and what it is afterwards."""

    words: str
    promised: float
    after: float


def steps(patient: Patient, record: Record, rate: float) -> Iterator[Step]:
    """The step at ``rate``; a smaller and a clipped one if it does not go down."""
    length = math.hypot(*(one.gradient for one in record.parameters))
    now = patient.cost_after_step(rate)
    yield Step(f"rate {rate:g}", record.cost - rate * length**2, now)
    if now < record.cost:
        return
    small = rate / SMALLER
    after = patient.cost_after_step(small)
    yield Step(f"rate {small:g}", record.cost - small * length**2, after)
    if length > CLIP:
        after = patient.cost_after_step(rate, CLIP)
        words = f"rate {rate:g}, the gradient clipped to the length {CLIP:g}"
        yield Step(words, record.cost - rate * length * CLIP, after)
