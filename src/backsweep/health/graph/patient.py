"""A Backsweep function on which cures can be tried: always on a copy."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from ... import tree
from ...explain.depth.norms import norm
from ...explain.run import Run, run
from ...transforms import value_and_grad
from ..change import Change
from ..record import Record
from ..timing import shortest
from .changed import changed
from .probe import record


class GraphPatient:
    """One call of ``f``: its arguments, and which of them are parameters."""

    def __init__(
        self,
        f: Callable[..., Any],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        wrt: Sequence[str],
    ):
        self._call = f, args, kwargs, wrt

    @cached_property
    def run(self) -> Run:
        """The call, kept whole."""
        return run(*self._call, as_is=True)

    def probe(self, change: Change | None = None) -> Record:
        """The record of the function as it is, or with a change."""
        return record(self.run if change is None else changed(self.run, change))

    def cost_after_step(
        self, rate: float, clip: float | None = None, change: Change | None = None
    ) -> float:
        """The cost after one step against the slope, on a copy.

        ``clip`` is the length that the whole gradient is cut to if it is longer.
        """
        kept = self.run if change is None else changed(self.run, change)
        slopes = {x: kept.desire(x) for x in kept.variables.values()}
        slopes = {x: slope for x, slope in slopes.items() if slope is not None}
        by = rate * _cut(list(slopes.values()), clip)
        moved = {x: kept.values(x) - by * slope for x, slope in slopes.items()}
        return float(np.asarray(kept.changed(moved)(kept.cost)))

    @cached_property
    def seconds(self) -> tuple[float, float]:
        """What a probed sweep takes, and what a plain one, both traced anew."""
        return shortest(self._probed), shortest(self._plain)

    def _probed(self) -> None:
        record(run(*self._call, as_is=True))

    def _plain(self) -> None:
        f, args, kwargs, wrt = self._call
        bound = inspect.signature(f).bind(*args, **kwargs)
        bound.apply_defaults()
        names = {re.split(r"[.\[]", name)[0] for name in wrt}
        argnums = [k for k, name in enumerate(bound.arguments) if name in names]
        given = [*bound.args]
        for k in argnums:
            given[k] = tree.map_leaves(_float, given[k])
        value_and_grad(f, argnums)(*given, **bound.kwargs)


def _float(leaf: Any) -> Any:
    """What counts in whole numbers as floats, as the probe takes it."""
    return np.multiply(leaf, 1.0) if np.asarray(leaf).dtype.kind in "iu" else leaf


def _cut(slopes: Sequence[Any], clip: float | None) -> float:
    """What a gradient is multiplied by to be no longer than ``clip``."""
    length = float(norm(np.array([float(norm(x)) for x in slopes])))
    return 1.0 if clip is None or length <= clip else clip / length
