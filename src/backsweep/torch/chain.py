"""The chain from the loss to the front as links, each with its gain.

A gain is the length of the desire after an operation over that before it, so the
product of all is the ratio between the ends, whatever the network.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..health.record import COPY, MOVE, SLOPE, Branch, Link
from .flow import Flow
from .lengths import Read, read
from .listen import Ears
from .merges import Merge
from .operation import Operation
from .saved import saved
from .stretches import Stretch


class Chain:
    """One sweep along the stretches between values that every chain passes."""

    def __init__(self, flow: Flow, stretches: list[Stretch]):
        self.flow, self.stretches = flow, stretches
        self.merges = {one.by: Merge(one.by) for one in stretches if one.branches}

    @property
    def end(self) -> Operation:
        """What is heard last: the front, or what only hands on the desire for it."""
        return self.stretches[-1].by if self.stretches else self.flow.walk.root

    def listen(self, ears: Ears) -> None:
        """Hear the desires along the chain, and measure the weights on it.

        All parameters are measured anyway, those that are weights too.
        """
        ears.desire(self.flow.walk.root)
        for one in self.stretches:
            ears.desire(one.by)
            if one.weight is not None and one.measured == ("weight", one.of):
                entries = saved(one.of, one.weight.kept)
                ears.lengths.add(one.measured, entries)
        for merge in self.merges.values():
            merge.listen(self.flow, ears)

    def links(self, found: Read, slopes: Read) -> tuple[Link, ...]:
        """All links, to the front or to the first length that is 0 or not finite.

        What leaves the desire's length as it is goes untold, unless it is the cost's.
        """
        links = self._links(found, slopes)
        return tuple(x for x in links if x.kind not in (COPY, MOVE) or x.gain != 1)

    def _links(self, found: Read, slopes: Read) -> Iterator[Link]:
        before = found.get(self.flow.walk.root, 0.0)
        for one in self.stretches:
            size = found.get(one.by, 0.0)
            if not before:
                return
            yield self._link(one, size / before, found, slopes)
            if not size or not math.isfinite(size):
                return
            before = size

    def _link(self, one: Stretch, gain: float, found: Read, slopes: Read) -> Link:
        if one.branches:
            branches = tuple(self._branches(one, found))
            return one.told(gain, branches=branches)
        expected = slopes.get(one.of) if one.kind == SLOPE else None
        if one.weight is not None:
            expected = one.weight.factor(found[one.measured])
        return one.told(gain, expected)

    def _branches(self, one: Stretch, found: Read) -> Iterator[Branch]:
        products = self.merges[one.by].products
        read_all = dict(zip(products, read([*products.values()]), strict=True))
        whole = read_all.get(None, 0.0)
        for of, through in one.branches:
            share = read_all.get(of, 0.0) / whole if whole else None
            yield Branch(through, share, found.get((of, one.by), 0.0))
