"""An operation behind a loss: a place there, and autograd's node that stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

Edge = tuple["Operation | None", int]


@dataclass(eq=False)
class Operation:
    """What stays the same of an operation as long as the model does the same.

    ``edges`` are the operations that it takes something of, and which of their outputs;
    ``parameter`` is the name of the one whose gradient it gathers, if it does. ``node``
    is autograd's, with all that it keeps; it is gone when the sweep is over. ``shape``
    is that of what it makes, and ``numbers`` are those it was called with.
    """

    node: Any
    name: str
    parameter: str | None
    edges: tuple[Edge, ...]
    shape: torch.Size
    numbers: dict[str, Any]
