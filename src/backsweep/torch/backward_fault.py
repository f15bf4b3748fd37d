"""The first operation that sends back a nan or an infinity, of a finite desire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from ..health.record import Fault
from .forward_fault import in_words, span
from .kinds import written
from .names import Names
from .operation import Operation
from .saved import saved
from .walk import Walk

Desires = tuple[Tensor | None, ...]


def backward_fault(walk: Walk, names: Names, sweep: Callable[[], Any]) -> Fault | None:
    """Run a sweep, every operation checked; ``None`` if all is well."""
    found: list[Fault] = []
    handles = [
        node.node.register_hook(_checked(node, walk, names, found))
        for node in walk.order
        if node.edges
    ]
    try:
        sweep()
    finally:
        for handle in handles:
            handle.remove()
    return found[0] if found else None


def _checked(node: Operation, walk: Walk, names: Names, found: list[Fault]) -> Any:
    def check(sent: Desires, desires: Desires) -> None:
        if not found and _finite(desires) and not _finite(sent):
            with torch.no_grad():
                found.append(_fault(node, walk, names, sent, desires))

    return check


def _finite(desires: Desires) -> bool:
    return all(one is None or bool(one.isfinite().all()) for one in desires)


def _fault(
    node: Operation, walk: Walk, names: Names, sent: Desires, desires: Desires
) -> Fault:
    k, part = next(
        (k, x) for k, x in enumerate(sent) if x is not None and not _finite((x,))
    )
    bad = int((~part.isfinite()).reshape(-1).nonzero()[0])
    value = in_words(float(part.reshape(-1)[bad]))
    given = _given(node)
    lowest, highest = span([given] if given is not None else [])
    why = _why(node, walk, k, bad, desires, given)
    name, where = names.called(node), names.where(node)
    return Fault(name, value, True, lowest, highest, where, why)


def _given(node: Operation) -> Tensor | None:
    """What the operation was given, as far as it keeps it."""
    kept = saved(node, "self")
    if kept is not None:
        return kept
    result = saved(node, "result")
    squared = node.name == "Sqrt"
    return result.square() if result is not None and squared else result


def _why(
    node: Operation, walk: Walk, k: int, at: int, desires: Desires, given: Tensor | None
) -> str:
    """``where sent 0, sqrt'(0) = inf``; empty if the slopes do not show it."""
    desire = desires[0]
    if desire is None:
        return ""
    slopes: Any = node.node(torch.ones_like(desire))
    slope = slopes[k] if isinstance(slopes, tuple) else slopes
    if slope is None or slope.shape != desire.shape:
        return ""
    steep, came = (float(x.reshape(-1)[at]) for x in (slope, desire))
    fits = given is not None and given.shape == desire.shape
    x = f"{float(given.reshape(-1)[at]):g}" if given is not None and fits else "…"
    told = f"{written(node.name)}'({x}) = {in_words(steep)}"
    return f"{_sender(node, walk)} sent 0, {told}" if came == 0 else told


def _sender(node: Operation, walk: Walk) -> str:
    """The operation that the desire came from."""
    users = [one for one in walk.order if any(c is node for c, _ in one.edges)]
    return written(users[-1].name) if users else "the loss"
