"""Cures: what theory says they bring, and what they brought on a copy.

Each is tried, and none is told of that was not. They are ranked by the factor that they
are predicted to give a layer, the nearest to 1 first.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from .activations import ACTIVATIONS
from .change import Change
from .mean_field import critical, factor, normalised, residual
from .record import Record
from .verdict import (
    COLLAPSED,
    DEAD_UNITS,
    EXPLODING,
    SATURATION,
    VANISHING,
    Verdict,
    verdict,
)

LARGEST_SPREAD = 2.0
"""No start of weights is proposed beyond: what keeps gradients then saturates units."""
STARTS = {"selu": 1.0}
"""The variance times inputs that is proposed where another keeps signals better.

What keeps a desire in SELU lets its signals fade; its authors' start keeps these, and
multiplies desires by 1.035 (Klambauer et al. 2017).
"""
INSTEAD = ("relu", "tanh")
"""Activations that are tried in place of the one there is."""
CURABLE = (VANISHING, EXPLODING, SATURATION, DEAD_UNITS, COLLAPSED)


class Patient(Protocol):
    """A network that can be probed, and changed on a copy."""

    def probe(self, change: Change | None = None) -> Record:
        """The record of the network as it is, or of a copy with a change."""

    def cost_after_step(
        self, rate: float, clip: float | None = None, change: Change | None = None
    ) -> float:
        """The cost after one step against the slope, on a copy."""

    @property
    def seconds(self) -> tuple[float, float]:
        """What a probed sweep takes, and what a plain one."""


@dataclass(frozen=True)
class Cure:
    """A change, in words, and the factor of a layer that it is predicted to give."""

    words: str
    change: Change
    predicted: float


@dataclass(frozen=True)
class Trial:
    """A cure that was tried: the verdict before, and that on the copy."""

    cure: Cure
    before: Verdict
    after: Verdict

    @property
    def helped(self) -> bool:
        """Whether nothing is wrong any more."""
        return self.after.healthy


def trials(patient: Patient, record: Record, before: Verdict) -> list[Trial]:
    """Every cure that fits, tried. Nothing is tried on a network that is healthy."""
    if before.kind not in CURABLE:
        return []
    ranked = sorted(cures(record, before), key=lambda one: abs(math.log(one.predicted)))
    tried = ((one, patient.probe(one.change)) for one in ranked)
    return [
        Trial(one, before, verdict(after))
        for one, after in tried
        if after.product != record.product
    ]


def cures(record: Record, found: Verdict) -> Iterator[Cure]:
    """What might help, the least change first."""
    name = activation_of(record)
    if name is None:
        return
    yield from _started_anew(record, name)
    if found.kind != EXPLODING:
        layer = 10.0**found.per_layer
        words = "add what a layer is given to what it gives (residual connection)"
        yield Cure(words, Change(residual=True), residual(layer))
    words = "normalise over the batch before each activation"
    yield Cure(words, Change(normalise=True), normalised(name))
    for other in INSTEAD:
        if other != name:
            yield from _activated(record, other)


def activation_of(record: Record) -> str | None:
    """The activation that is met most often, if theory knows it."""
    names = Counter(one.function for one in record.squishes)
    known = [name for name, _ in names.most_common() if name in ACTIVATIONS]
    return known[0] if known else None


def _started_anew(record: Record, name: str) -> Iterator[Cure]:
    """Weights drawn so that a layer keeps a desire's length, if any such do."""
    spread = _spread(name)
    if spread is not None and _scale(record, spread):
        words = f"start weights with the variance {spread**2:.3g}/inputs{_known(name)}"
        change = Change(scale=_scale(record, spread))
        yield Cure(words, change, factor(name, spread**2))


def _activated(record: Record, name: str) -> Iterator[Cure]:
    spread = _spread(name) or 1.0
    words = f"use {name}, and the variance {spread**2:.3g}/inputs{_known(name)}"
    yield Cure(words, Change(scale=_scale(record, spread), activation=name), 1.0)


def _spread(name: str) -> float | None:
    """The spread of weights that keeps a desire's length, if there is one of use."""
    found = STARTS.get(name) or critical(name)
    return math.sqrt(found) if found and found <= LARGEST_SPREAD**2 else None


def _known(name: str) -> str:
    return {"relu": " (He)", "tanh": " (Glorot)", "selu": " (LeCun)"}.get(name, "")


def _scale(record: Record, spread: float) -> dict[str, float]:
    """By what each matrix of weights is multiplied to have that spread."""
    return {one.name: spread / one.spread for one in record.parameters if one.spread}
