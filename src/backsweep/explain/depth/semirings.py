"""The sweep with another arithmetic: what is true of all paths, without listing them.

A backward sweep adds up products of rates over all paths from an entry to the cost.
With another plus and times, that distribute in the same way (a semiring), the very same
sweep counts the paths, finds the strongest, or says how evenly they share.

Sources: Mohri (2002), Semiring frameworks and algorithms for shortest-distance
problems, JALC 7; Li and Eisner (2009), First- and second-order expectation semirings,
EMNLP; Du et al. (2023), Generalizing backpropagation for gradient-based
interpretability, ACL.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from ...graph import Node
from .entries import Ring
from .wires import Wire, Wires

OF_NOTHING = -(2**30)
"""The exponent of zeros, below all others: they take no place from what is small."""


class Swept(NamedTuple):
    """What was found for the entries of a node: ``rows * 2**exponent``.

    Several rows describe each entry together; the exponent keeps what 100 layers shrink
    or blow up within the range of floats.
    """

    rows: np.ndarray
    exponent: int = 0


@dataclass(frozen=True, kw_only=True)
class Semiring(Ring):
    """What to sweep with: the weight ``of`` a rate, and a plus and times of weights."""

    of: Callable[[np.ndarray], np.ndarray]
    one: float = 1
    kind: Any = float

    def along(self, wire: Wire, rows: np.ndarray) -> np.ndarray:
        """What the rows of ``wire.of`` mean for the entries of ``wire.by``."""
        weights = self.of(wire.edges.rates)
        return np.stack([wire.edges.gather(weights, row, self) for row in rows])

    def tidy(self, swept: Swept) -> Swept:
        """The same numbers in a form that further steps can work with."""
        scaled = self.plus is np.add and self.kind is float
        return rescaled(swept) if scaled else swept

    def start(self) -> Swept:
        """What is true of the path that starts at the cost, and ends there."""
        return Swept(np.full((1, 1), self.one, self.kind))

    def join(self, first: Swept, second: Swept) -> Swept:
        """What is true of the paths of both."""
        exponent = max(first.exponent, second.exponent)
        length = max(len(first.rows), len(second.rows))
        a, b = (_fitted(one, exponent, length) for one in (first, second))
        return self.tidy(Swept(self.plus(a, b), exponent))


def rescaled(swept: Swept) -> Swept:
    """With numbers of moderate size."""
    largest = float(np.max(np.abs(swept.rows), initial=0.0))
    if not largest:
        return Swept(swept.rows, OF_NOTHING)
    exponent = math.frexp(largest)[1]
    return Swept(np.ldexp(swept.rows, -exponent), swept.exponent + exponent)


def _fitted(swept: Swept, exponent: int, length: int) -> np.ndarray:
    """The rows with another exponent, and rows of zeros up to a number of rows."""
    less, rows = swept.exponent - exponent, swept.rows
    missing = ((0, length - len(rows)), (0, 0))
    return np.pad(np.ldexp(rows, less) if less else rows, missing)


def sweep(
    wires: Wires, semiring: Semiring, record: dict[Node, Swept] | None = None
) -> Swept | None:
    """What is true of the paths from each entry of the variable; ``None`` without any.

    ``record`` gets the same for every other node on the way.
    """
    waiting = {wires.run.cost: semiring.start()}
    for of in reversed(wires.into):
        found = waiting.pop(of)
        if record is not None:
            record[of] = found
        for wire in wires.into[of]:
            rows = semiring.along(wire, found.rows)
            pulled = semiring.tidy(Swept(rows, found.exponent))
            known = waiting.get(wire.by)
            waiting[wire.by] = semiring.join(known, pulled) if known else pulled
    return waiting.get(wires.variable)


def signed(exact: bool) -> Semiring:
    """The sum of the products: the gradient itself."""
    return Semiring(of=np.positive, kind=object if exact else float)


def magnitudes(exact: bool) -> Semiring:
    """The sum of the products' magnitudes: the gradient if nothing cancelled."""
    return Semiring(of=np.abs, kind=object if exact else float)


def greatest(exact: bool) -> Semiring:
    """The greatest magnitude of a product: in fractions, or as a logarithm."""
    if exact:
        return Semiring(np.maximum, of=np.abs, kind=object)
    return Semiring(np.maximum, np.add, -np.inf, of=log_size, one=0)


def log_size(rates: np.ndarray) -> np.ndarray:
    """The logarithm of the magnitude; minus infinity for 0."""
    with np.errstate(divide="ignore"):
        return np.log(np.abs(rates.astype(float)))


DIGIT = 28
"""Bits in a digit of a count: 2**24 such digits add up exactly in a float."""


class Counts(Semiring):
    """The number of paths, exactly: a row for each digit, the lowest first."""

    def tidy(self, swept: Swept) -> Swept:
        """With every digit below the base, as after adding by hand."""
        rows = [*swept.rows]
        for k, row in enumerate(rows):
            carried = np.floor(np.ldexp(row, -DIGIT))
            rows[k] = row - np.ldexp(carried, DIGIT)
            if k + 1 < len(rows):
                rows[k + 1] = rows[k + 1] + carried
            elif carried.any():
                rows.append(carried)
        return Swept(np.stack(rows))


def count_all() -> Semiring:
    """The number of paths."""
    return Counts(of=lambda rates: np.ones(rates.shape))


def count_live() -> Semiring:
    """The number of paths without a rate of 0 on them."""
    return Counts(of=lambda rates: np.not_equal(rates, 0).astype(float))


class Surprise(Semiring):
    """The expectation semiring: the sum of magnitudes p, and that of p · log(1/p)."""

    def along(self, wire: Wire, rows: np.ndarray) -> np.ndarray:
        """The rate's own part comes on top of what is known from its end on."""
        weights = self.of(wire.edges.rates)
        with np.errstate(divide="ignore", invalid="ignore"):
            own = np.where(weights == 0, 0.0, -weights * np.log(weights))
        size, inside = (wire.edges.gather(weights, row, self) for row in rows)
        return np.stack([size, inside + wire.edges.gather(own, rows[0], self)])

    def start(self) -> Swept:
        """One path, with nothing to be surprised at."""
        return Swept(np.array([[1.0], [0.0]]))


def surprise() -> Semiring:
    """See :class:`Surprise`; :func:`entropy` reads it."""
    return Surprise(of=lambda rates: np.abs(rates.astype(float)))


class Lengths(Semiring):
    """The sum of the products apart by length: row ``k`` is of paths of ``k`` steps."""

    def along(self, wire: Wire, rows: np.ndarray) -> np.ndarray:
        """One step further, unless entries are only handed on."""
        weights, size = self.of(wire.edges.rates), wire.by.size
        none = np.full(size, self.zero, rows.dtype)
        found = [
            wire.edges.gather(weights, row, self) if row.any() else none for row in rows
        ]
        return np.stack(found if wire.plain else [none, *found])


def lengths(exact: bool) -> Semiring:
    """See :class:`Lengths`."""
    return Lengths(of=np.positive, kind=object if exact else float)


def counted(swept: Swept, entry: int) -> int:
    """The number that the digits of an entry spell."""
    digits = swept.rows[:, entry]
    return sum(int(digit) << DIGIT * k for k, digit in enumerate(digits))


def entropy(swept: Swept, entry: int) -> float:
    """How evenly paths share, in nats: the logarithm of their effective number."""
    size, inside = swept.rows[:, entry]
    if not size:
        return 0.0
    whole = math.log(size) + swept.exponent * math.log(2)
    return max(whole + float(inside / size), 0.0)
