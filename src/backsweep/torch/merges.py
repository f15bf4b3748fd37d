"""Where chains part and meet again: what each branch brings to the desire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from .flow import Flow
from .lengths import SAFE, Lengths
from .listen import Desires, Ears
from .operation import Operation

Pairs = list[tuple[Tensor, Tensor]]


class Merge:
    """The branches that lead to ``by``; each tensor is let go when all have come.

    ``products`` has <branch, whole> for each operation that sends a branch, and for
    ``None`` <whole, whole>; both are scaled alike, so that their ratio is the share.
    """

    def __init__(self, by: Operation):
        self.by = by
        self.products: dict[Operation | None, Any] = {}
        self._came: dict[Operation, list[tuple[int, Tensor]]] = {}

    def listen(self, flow: Flow, ears: Ears) -> None:
        """Hear every branch, and then the whole."""
        for pull in flow.users[self.by]:
            ears.after(pull.of.node, self._branch(pull.of, ears.lengths))
        ears.before(self.by.node, self._whole)

    def _branch(self, of: Operation, lengths: Lengths) -> Callable[[Desires], None]:
        at = [(k, nr) for k, (child, nr) in enumerate(of.edges) if child is self.by]

        def hear(sent: Desires) -> None:
            came = [(nr, sent[k]) for k, nr in at]
            self._came[of] = [(nr, part) for nr, part in came if part is not None]
            lengths.add((of, self.by), *[part for _, part in self._came[of]])

        return hear

    def _whole(self, desires: Desires) -> None:
        wholes = {k: one for k, one in enumerate(desires) if one is not None}
        pairs: dict[Operation | None, Pairs] = {None: [(x, x) for x in wholes.values()]}
        for of, parts in self._came.items():
            pairs[of] = [(part, wholes[nr]) for nr, part in parts]
        self._came.clear()
        self.products = _products(pairs)


def _products(pairs: dict[Operation | None, Pairs]) -> dict[Operation | None, Any]:
    """All inner products, in single precision where that is asked of the processor."""
    whole = pairs[None]
    if all(one.is_cpu and one.dtype is torch.float32 for one, _ in whole):
        square = sum(float(_dot(a, b)) for a, b in whole)
        if SAFE[0] ** 2 < square < SAFE[1] ** 2:
            return {k: sum(float(_dot(a, b)) for a, b in x) for k, x in pairs.items()}
    most = [one.abs().max().double() for one, _ in whole if one.numel()]
    scale = torch.stack(most).max() if most else torch.ones(())
    scale = torch.where(scale > 0, scale, 1)
    return {
        k: sum(_dot(a.double() / scale, b.double() / scale) for a, b in x)
        for k, x in pairs.items()
    }


def _dot(a: Tensor, b: Tensor) -> Tensor:
    return torch.dot(a.reshape(-1), b.reshape(-1))
