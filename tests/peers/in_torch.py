"""NumPy's names for PyTorch's functions, as far as random programs use them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import torch
from torch import Tensor


def _numbers(like: Tensor, other: Any) -> Tensor:
    return other if isinstance(other, Tensor) else torch.tensor(other, dtype=like.dtype)


def _pair(function: Callable[..., Tensor]) -> Callable[[Any, Any], Tensor]:
    """A function of two tensors that also takes numbers."""

    def called(x: Any, y: Any) -> Tensor:
        one = x if isinstance(x, Tensor) else y
        return function(_numbers(one, x), _numbers(one, y))

    return called


def _axes(x: Tensor, axis: Any) -> tuple[int, ...]:
    if axis is None:
        return tuple(range(x.ndim))
    return axis if isinstance(axis, tuple) else (axis,)


def _reduction(
    function: Callable[..., Tensor], **options: Any
) -> Callable[..., Tensor]:
    def reduce(x: Tensor, axis: Any = None, keepdims: bool = False) -> Tensor:
        axes = _axes(x, axis)
        return function(x, axes, keepdim=keepdims, **options) if axes else x * 1

    return reduce


def _spread(function: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """The variance or the deviation, which of one number is 0."""

    def reduce(x: Tensor, axis: Any = None, keepdims: bool = False) -> Tensor:
        axes = _axes(x, axis)
        return function(x, axes, correction=0, keepdim=keepdims) if axes else x * 0

    return reduce


def prod(x: Tensor, axis: Any = None, keepdims: bool = False) -> Tensor:
    """The product along several axes, one after the other."""
    for k in sorted((a % x.ndim for a in _axes(x, axis)), reverse=True):
        x = torch.prod(x, k, keepdim=keepdims)
    return x * 1


def transpose(x: Tensor, axes: Sequence[int] | None = None) -> Tensor:
    """The axes in another order, reversed by default."""
    return x.permute(tuple(axes or reversed(range(x.ndim))))


def roll(x: Tensor, shift: int, axis: int) -> Tensor:
    """Entries moved along an axis."""
    return torch.roll(x, shift, axis)


def pad(x: Tensor, width: int) -> Tensor:
    """Zeros all around."""
    return torch.nn.functional.pad(x, (width, width) * x.ndim) if x.ndim else x * 1


def norm(x: Tensor, axis: Any = None) -> Tensor:
    """The Euclidean length."""
    return torch.linalg.vector_norm(x, dim=axis)


def dot(x: Tensor, y: Tensor) -> Tensor:
    """The last axis of ``x`` with the last but one of ``y``."""
    if 0 in (x.ndim, y.ndim):
        return x * y
    return torch.tensordot(x, y, ([x.ndim - 1], [max(0, y.ndim - 2)]))


def tensordot(x: Tensor, y: Tensor, axes: Any) -> Tensor:
    """Axes named on both sides."""
    return torch.tensordot(x, y, axes)


def diag(x: Tensor) -> Tensor:
    """The diagonal, or a matrix with it."""
    return torch.diag(x)


def softmax(x: Tensor, axis: int) -> Tensor:
    """Exponentials that sum to 1."""
    return torch.softmax(x, axis)


def log_softmax(x: Tensor, axis: int) -> Tensor:
    """Their logarithms."""
    return torch.log_softmax(x, axis)


def outer(x: Tensor, y: Tensor) -> Tensor:
    """Every entry times every other."""
    return torch.outer(x.ravel(), y.ravel())


def split(x: Tensor, places: Sequence[int]) -> Sequence[Tensor]:
    """Cut along the first axis."""
    return torch.tensor_split(x, list(places))


_SAME = """
    abs arccos arccosh arcsin arcsinh arctan arctanh broadcast_to clip cos cosh einsum
    exp exp2 expm1 hstack inner log log10 log1p log2 matmul moveaxis ravel reciprocal
    reshape sign sin sinh sqrt square squeeze swapaxes tan tanh trace tril triu vdot
    vstack where
"""
_OF_TENSORS = "arctan2 fmax fmin hypot logaddexp maximum minimum remainder"

NUMPY = SimpleNamespace(
    **{name: getattr(torch, name) for name in _SAME.split()},
    **{name: _pair(getattr(torch, name)) for name in _OF_TENSORS.split()},
    stack=lambda parts, axis: torch.stack(list(parts), axis),
    concatenate=lambda parts, axis: torch.cat(list(parts), axis),
    tile=lambda x, times: torch.tile(x, (times,)),
    power=_pair(torch.pow),
    cbrt=lambda x: torch.sign(x) * torch.abs(x) ** (1 / 3),
    sum=_reduction(torch.sum),
    mean=_reduction(torch.mean),
    max=_reduction(torch.amax),
    min=_reduction(torch.amin),
    var=_spread(torch.var),
    std=_spread(torch.std),
    prod=prod,
    cumsum=lambda x, axis: torch.cumsum(x, axis),
    flip=lambda x, axis: torch.flip(x, (axis,)),
    repeat=lambda x, times, axis: torch.repeat_interleave(x, times, axis),
    expand_dims=lambda x, axis: torch.unsqueeze(x, axis),
    take=lambda x, places, axis: torch.index_select(x, axis, places),
    transpose=transpose,
    roll=roll,
    pad=pad,
    dot=dot,
    tensordot=tensordot,
    diag=diag,
    outer=outer,
    split=split,
    linalg=SimpleNamespace(norm=norm),
)


def logsumexp(x: Tensor, axis: Any = None, keepdims: bool = False) -> Tensor:
    """The logarithm of a sum of exponentials."""
    return torch.logsumexp(x, _axes(x, axis), keepdim=keepdims)


SPECIAL = SimpleNamespace(
    expit=torch.special.expit,
    erf=torch.special.erf,
    logit=torch.special.logit,
    xlogy=torch.special.xlogy,
    logsumexp=logsumexp,
    softmax=softmax,
    log_softmax=log_softmax,
)
