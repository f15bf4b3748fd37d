"""Listening to a sweep: what comes to an operation, and what it sends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from torch import Tensor
from torch.autograd.graph import Node

from .lengths import Lengths
from .operation import Operation

Desires = tuple[Tensor | None, ...]


class Ears:
    """Hooks on autograd's nodes, which return nothing and so change nothing.

    The nodes are held meanwhile: one that no graph needs yet would be lost with its
    hooks.
    """

    def __init__(self, lengths: Lengths) -> None:
        self.lengths = lengths
        self._handles: list[tuple[Node, Any]] = []
        self._measured: set[Operation] = set()

    def desire(self, node: Operation) -> None:
        """Measure the desire that comes to an operation; it is kept by the node."""
        if node not in self._measured:
            self._measured.add(node)
            self.before(node.node, lambda desires: self.lengths.add(node, *desires))

    def before(self, node: Node, hear: Callable[[Desires], None]) -> None:
        """Hear the desire that comes to an operation, all of its parts added up."""
        self._handles.append((node, node.register_prehook(hear)))

    def after(self, node: Node, hear: Callable[[Desires], None]) -> None:
        """Hear what an operation sends to each of its inputs."""

        def hook(sent: Desires, desires: Desires) -> None:
            hear(sent)

        self._handles.append((node, node.register_hook(hook)))

    def remove(self) -> None:
        """Take all hooks away, and let go of the nodes."""
        self._measured.clear()
        while self._handles:
            _, handle = self._handles.pop()
            handle.remove()


@contextmanager
def listening(lengths: Lengths) -> Iterator[Ears]:
    """Ears that are taken away at the end, however it comes."""
    ears = Ears(lengths)
    try:
        yield ears
    finally:
        ears.remove()
