"""What an operation keeps of its forward pass, read before the sweep sets it free."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from .operation import Operation


def saved(node: Operation, name: str) -> Tensor | None:
    """A tensor that the node keeps; ``None`` if it has none, or it is not at hand.

    A tensor that a checkpoint would have to compute again, or that was moved away to
    save memory, is left alone: asking for it would run the user's code.
    """
    if not at_hand(node, name):
        return None
    try:
        found = getattr(node.node, f"_saved_{name}")
    except RuntimeError:  # changed in place since, so the sweep will say so itself
        return None
    return found.detach() if isinstance(found, Tensor) else None


def at_hand(node: Operation, name: str) -> bool:
    """Whether the node keeps such a tensor itself."""
    raw = getattr(node.node, f"_raw_saved_{name}", None)
    return raw is not None and getattr(raw, "unpack_hook", None) is None


def number(node: Operation, name: str) -> Any:
    """A plain number that the node keeps: a slope, a stride; ``None`` without one."""
    return node.numbers.get(name)


def slopes(node: Operation, like: Tensor) -> Tensor | None:
    """The slopes of an entrywise operation: its own answer to a desire of ones."""
    try:
        with torch.no_grad():
            found = node.node(torch.ones_like(like))
    except RuntimeError:
        return None
    return found if isinstance(found, Tensor) else found[0]
