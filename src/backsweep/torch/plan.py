"""What is known of a sweep before it, and stays so while a model does the same.

A plan holds no node and no tensor between sweeps, but for the model's own parameters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from torch import Tensor
from torch.autograd.graph import Node

from ..health.record import OPAQUE
from .flow import Flow
from .kinds import kind_of, told, written
from .names import Names, Spans
from .operation import Operation
from .squishes import activations
from .stretches import stretches
from .uses import uses_of


class Plan:
    """Where to listen in a sweep, and what to call what is heard there.

    ``again`` takes the plan up for a later loss, ``leave`` lets go of its nodes.
    """

    def __init__(self, flow: Flow, parameters: Mapping[str, Tensor], spans: Spans):
        self.flow, self.parameters = flow, parameters
        self.names = Names(flow.spine, spans)
        self.output = _maker(flow, spans.output)
        self.opaque = tuple(self._opaque())
        self._draw()

    def _draw(self) -> None:
        """What depends on shapes."""
        self.stretches = stretches(self.flow, self.names, self.output)
        self.uses = uses_of(self.flow, self.names)
        self.activations = activations(self.flow, self.names)

    def again(self, root: Node) -> bool:
        """Whether the same operations are behind a later loss.

        Shapes may be others: names stay, and what depends on shapes is drawn anew.
        """
        walk = self.flow.walk
        if not walk.again(root):
            self.leave()
            return False
        if walk.changed():
            self._draw()
        return True

    def leave(self) -> None:
        """Let go of autograd's nodes."""
        self.flow.walk.leave()

    def _opaque(self) -> Iterator[str]:
        for node in reversed([*self.flow.spine]):
            if kind_of(node) == OPAQUE and node.edges:
                yield f"{self.names[node]} ({written(node.name)}): {told(node)}"


def _maker(flow: Flow, output: Any) -> Operation | None:
    """The operation that made a model's output, if that is one tensor."""
    made = output.grad_fn if isinstance(output, Tensor) else None
    return next((one for one in flow.spine if one.node is made), None)
