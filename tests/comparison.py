"""Whether two results are the same numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

import backsweep as bs

from .programs import Program


def numbers(result: Any) -> list[np.ndarray]:
    """A value and its gradients as arrays, with zeros where there is no path."""
    leaves = [result] if not isinstance(result, tuple | list) else result
    return [
        np.zeros(one.shape, one.dtype)
        if isinstance(one, bs.NoPath)
        else np.asarray(one)
        for leaf in leaves
        for one in (numbers(leaf) if isinstance(leaf, tuple | list) else [leaf])
    ]


def assert_same(found: Any, wanted: Any, tolerance: float) -> None:
    """The same dtypes and shapes, and numbers that differ by little of the largest."""
    mine, theirs = numbers(found), numbers(wanted)
    assert [(a.dtype, a.shape) for a in mine] == [(b.dtype, b.shape) for b in theirs]
    scale = max((float(np.max(abs(b), initial=1.0)) for b in theirs), default=1.0)
    for a, b in zip(mine, theirs, strict=True):
        np.testing.assert_allclose(a, b, rtol=0, atol=tolerance * scale)


def tolerance(program: Program, double: float) -> float:
    """A few roundings: of float32, where there is any."""
    single = any(a.dtype == np.float32 for a in program.arguments)
    return 2e-5 if single else double
