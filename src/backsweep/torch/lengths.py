"""Lengths of tensors, gathered on the device and read once.

Squares of what comes back to a deep network's first layers may be too small for single
precision. On the processor such a length is taken again in double precision; on an
accelerator, where asking would make everything wait, all are taken so.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence

import torch
from torch import Tensor

Read = Mapping[Hashable, float]
"""Plain numbers by what they were measured of."""
HELD = 1 << 20
"""Bytes of small tensors that are kept to be measured in one call."""
SAFE = (1e-12, 1e16)
"""Lengths in single precision between these have lost nothing."""


class Lengths:
    """Euclidean lengths by key; of several tensors under one key, that of them all."""

    def __init__(self) -> None:
        self._pending: list[Tensor] = []
        self._bytes = 0
        self._keys: list[Hashable] = []
        self._lengths: list[float | Tensor] = []
        self._zeros: list[Hashable] = []

    def add(self, key: Hashable, *parts: Tensor | None) -> None:
        """Note the length of the parts together; ``None`` is one of zeros."""
        for part in parts:
            if part is None:
                self._zeros.append(key)
            else:
                self._keys.append(key)
                self._pending.append(part)
                self._bytes += part.nbytes
        if self._bytes > HELD:
            self._measure()

    def _measure(self) -> None:
        """Take the lengths of what is pending and let go of it."""
        pending, self._pending, self._bytes = self._pending, [], 0
        if pending:
            with torch.no_grad():
                self._lengths += _measured(pending)

    def read(self) -> dict[Hashable, float]:
        """All lengths as plain numbers."""
        self._measure()
        found = dict.fromkeys(self._zeros, 0.0)
        for key, length in zip(self._keys, read(self._lengths), strict=True):
            found[key] = math.hypot(found[key], length) if key in found else length
        return found


def read(scalars: Sequence[Tensor | float]) -> list[float]:
    """Plain numbers of tensors without dimensions, one transfer a device."""
    waiting = [x for x in scalars if isinstance(x, Tensor)]
    found: dict[int, float] = {}
    for device in {x.device for x in waiting}:
        here = [x for x in waiting if x.device == device]
        found.update(zip(map(id, here), numbers(here), strict=True))
    return [found[id(x)] if isinstance(x, Tensor) else x for x in scalars]


def numbers(scalars: Sequence[Tensor]) -> list[float]:
    """Plain numbers of tensors on one device; those of one precision go together."""
    if len({x.dtype for x in scalars}) > 1:
        scalars = [x.double() for x in scalars]
    found: list[float] = torch.stack([*scalars]).tolist()
    return found


def _measured(parts: Sequence[Tensor]) -> list[float | Tensor]:
    plain = all(p.is_cpu and p.layout is torch.strided for p in parts)
    if not plain:
        return [_length(part) for part in parts]
    wide = [_wide(part) for part in parts]
    lengths = numbers(torch._foreach_norm(wide))
    return [
        x if SAFE[0] < x < SAFE[1] else _rescaled(part)
        for x, part in zip(lengths, wide, strict=True)
    ]


def _wide(part: Tensor) -> Tensor:
    """In a precision that holds a sum of squares."""
    part = torch.view_as_real(part) if part.is_complex() else part
    return part if part.dtype in (torch.float32, torch.float64) else part.float()


def _length(part: Tensor) -> Tensor:
    dense = part.coalesce().values() if part.layout is torch.sparse_coo else part
    return torch.linalg.vector_norm(dense, dtype=torch.float64)


def _rescaled(part: Tensor) -> float:
    """The length by way of the largest entry, as exact for 1e-200 as for 1."""
    size = float(part.abs().max()) if part.numel() else 0.0
    if not 0 < size < float("inf"):
        return size
    return size * float(torch.linalg.vector_norm(part.double() / size))
