"""A probe that is compiled once and asked every so many steps of a training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from ...explain.run import run
from ...jit import jit
from ..begin import first_argument
from ..record import Link, Record
from .lengths import value_grad_and_lengths
from .probe import record


class SampledProbe:
    """The records of ``f`` at many moments; its first argument is the parameters.

    The first call looks at everything. Later ones run a compiled program that measures
    the factors of the chain anew, which takes about as long as a plain gradient; names,
    predictions and units stay those of the last full look. Where a length is 0 or not
    finite, and with arguments of other shapes, everything is looked at again.

    >>> probe = SampledProbe(lambda w, x: (w[1] * (w[0] * x)) ** 2)
    >>> found = [probe([2.0, w], 1.0) for w in (3.0, 0.5, 0.25)]
    >>> [record.network[-1].gain for record in found]
    [3.0, 0.5, 0.25]
    """

    def __init__(self, f: Callable[..., Any]):
        self._f = f
        self._lengths = jit(_without_gradient(f))
        self._full: Record | None = None

    def __call__(self, parameters: Any, *batch: Any) -> Record:
        """The record at these parameters."""
        if self._full is not None:
            value, lengths = self._lengths(parameters, *batch)
            if self._fits(lengths):
                return _renewed(self._full, float(value), [*map(float, lengths)])
        return self.full(parameters, *batch)

    def full(self, parameters: Any, *batch: Any) -> Record:
        """The whole record at these parameters."""
        names = first_argument(self._f)
        self._full = record(run(self._f, (parameters, *batch), {}, names, as_is=True))
        return self._full

    def _fits(self, lengths: Sequence[Any]) -> bool:
        assert self._full is not None
        known = len(lengths) == len(self._full.links) + 1
        return known and bool(np.all(np.isfinite(lengths)) and np.all(lengths))


def _renewed(old: Record, cost: float, lengths: Sequence[float]) -> Record:
    """The record with the factors that lie between new lengths."""
    gains = [after / before for before, after in pairwise(lengths)]
    links: list[Link] = [
        replace(link, gain=gain) for link, gain in zip(old.links, gains, strict=True)
    ]
    start, end = lengths[0], lengths[-1]
    return replace(old, cost=cost, links=tuple(links), start=start, end=end)


def _without_gradient(f: Callable[..., Any]) -> Callable[..., Any]:
    probed = value_grad_and_lengths(f)

    def lengths(*args: Any) -> Any:
        value, _, found = probed(*args)
        return value, found

    return lengths
