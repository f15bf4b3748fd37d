"""Edges between the entries of two values, in two forms: listed, or as a matrix.

An edge leads from one entry of ``x`` to one entry of ``y`` and has a rate: how fast the
one moves with the other. A product of matrices has too many edges to list them; its
matrix says the same.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph import Shape

CHUNK = 2**19
"""How many terms are looked at together where they cannot be multiplied as matrices."""


@dataclass(frozen=True)
class Ring:
    """What joins edges that leave the same entry, and an edge with the way behind it.

    ``zero`` is what there is where no edge leaves.
    """

    plus: np.ufunc = np.add
    times: np.ufunc = np.multiply
    zero: float = 0


@functools.lru_cache(maxsize=16)
def places(size: int) -> np.ndarray:
    """The flat indices of an array of ``size`` entries."""
    made = np.arange(size)
    made.flags.writeable = False
    return made


@dataclass(frozen=True, eq=False)
class Edges:
    """Listed: edge ``k`` leads from ``sources[k]`` to ``targets[k]``.

    Both are flat indices; ``size`` is the number of entries of ``x``.
    """

    sources: np.ndarray
    targets: np.ndarray
    rates: np.ndarray
    size: int

    @property
    def count(self) -> int:
        """How many edges there are."""
        return len(self.rates)

    def gather(self, weights: np.ndarray, found: np.ndarray, ring: Ring) -> np.ndarray:
        """For each entry of ``x``, the ways on over its edges, joined by the ring.

        ``weights`` are the edges', ``found`` is what leads on from each entry of ``y``.
        """
        gathered = np.full(self.size, ring.zero, found.dtype)
        terms = ring.times(weights, found[self.targets])
        ring.plus.at(gathered, self.sources, terms)
        return gathered

    def leaving(self, source: int) -> tuple[np.ndarray, np.ndarray]:
        """The targets and rates of the edges that leave one entry."""
        at = np.flatnonzero(self.sources == source)
        return self.targets[at], self.rates[at]

    def listed(self) -> Edges:
        """Themselves."""
        return self


@dataclass(frozen=True, eq=False)
class Product:
    """A product of matrices: each row of ``x`` leads to the same row of ``y``.

    ``rates[..., k, c]`` belongs to the edge from entry ``c`` of a row to entry ``k``.
    ``shape`` is that of ``y``; ``columns`` says that its columns are the rows meant.
    """

    rates: np.ndarray
    shape: Shape
    columns: bool

    @property
    def count(self) -> int:
        """How many edges there are."""
        return math.prod(self.shape) * self.rates.shape[-1]

    def _rows(self, array: np.ndarray) -> np.ndarray:
        return array.mT if self.columns else array

    @functools.cached_property
    def _targets(self) -> np.ndarray:
        return self._rows(places(math.prod(self.shape)).reshape(self.shape))

    @functools.cached_property
    def _sources(self) -> np.ndarray:
        rows = (*self._targets.shape[:-1], self.rates.shape[-1])
        shape = (*rows[:-2], rows[-1], rows[-2]) if self.columns else rows
        return self._rows(places(math.prod(shape)).reshape(shape))

    def gather(self, weights: np.ndarray, found: np.ndarray, ring: Ring) -> np.ndarray:
        """As :meth:`Edges.gather`."""
        rows = self._rows(found.reshape(self.shape))
        return self._rows(contract(rows, weights, ring)).ravel()

    def leaving(self, source: int) -> tuple[np.ndarray, np.ndarray]:
        """As :meth:`Edges.leaving`."""
        place: list[Any] = [k[0] for k in np.nonzero(self._sources == source)]
        *row, entry = place
        matrices = np.broadcast_to(
            self.rates, (*self.shape[:-2], *self.rates.shape[-2:])
        )
        return self._targets[tuple(row)], matrices[(*row[:-1], slice(None), entry)]

    def listed(self) -> Edges:
        """Edge by edge, for small products."""
        terms = (
            self._sources[..., None, :],
            self._targets[..., :, None],
            self.rates[..., None, :, :],
        )
        sources, targets, rates = (one.ravel() for one in np.broadcast_arrays(*terms))
        return Edges(sources, targets, rates, self._sources.size)


def contract(rows: np.ndarray, matrix: np.ndarray, ring: Ring) -> np.ndarray:
    """``rows @ matrix`` with the ring's plus and times."""
    if ring.plus is np.add and ring.times is np.multiply:
        return rows @ matrix
    batch = rows.shape[:-2]
    matrices = np.broadcast_to(matrix, (*batch, *matrix.shape[-2:]))
    made = np.empty((*rows.shape[:-1], matrix.shape[-1]), rows.dtype)
    step = max(1, CHUNK // max(1, math.prod(matrix.shape[-2:])))
    for place in np.ndindex(batch):
        for start in range(0, rows.shape[-2], step):
            part = (*place, slice(start, start + step))
            terms = ring.times(rows[part][:, :, None], matrices[place])
            made[part] = ring.plus.reduce(terms, axis=1, initial=ring.zero)
    return made
