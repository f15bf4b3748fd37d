"""The gradient of each parameter as signal · input · coherence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from torch import Tensor
from torch.autograd.graph import Node, get_gradient_edge

from ..health.record import Parameter, Use
from .flow import Flow
from .lengths import Read
from .listen import Desires, Ears
from .names import Names
from .uses import carried, fed
from .weights import spread


@dataclass(eq=False)
class Met:
    """An operation that uses a parameter, which the node ``by`` hands to it.

    ``times`` is beside the length of what it keeps of the other input, ``None`` where
    what the parameter is multiplied with is not known.
    """

    at: Node
    by: Node
    times: float | None = None
    kept: bool = False


class Parameters:
    """All parameters of a model as one sweep finds them."""

    def __init__(self, flow: Flow, parameters: Mapping[str, Tensor]):
        self.flow, self.parameters = flow, parameters
        walk = flow.walk
        names = ((walk.name(node), node) for node in walk.order)
        self.leaves = {name: node for name, node in names if name is not None}
        self.uses: dict[Node, list[Met]] = {}
        self._elsewhere: dict[str, Tensor] = {}
        for at, sides in flow.sides.items():
            for by in sides:
                leaf = carried(walk, by)
                if leaf is not None:
                    self.uses.setdefault(leaf, []).append(Met(at, by))

    def listen(self, ears: Ears) -> None:
        """Hear every gradient, and what each use brings where there are several."""
        for name, parameter in self.parameters.items():
            ears.lengths.add(("size", name), parameter)
            if name in self.leaves:
                ears.desire(self.leaves[name])
            elif parameter.requires_grad:
                node = get_gradient_edge(parameter).node
                ears.before(node, self._gather(name))
        for uses in self.uses.values():
            for use in uses:
                self._listen(use, ears, several=len(uses) > 1)

    def _listen(self, use: Met, ears: Ears, several: bool) -> None:
        ears.desire(use.at)
        found = fed(self.flow.walk, use.at, use.by)
        if found is not None:
            tensor, use.times = found
            use.kept = tensor is not None
            ears.lengths.add(("input", use.at, use.by), tensor)
        if several:
            ears.after(use.at, self._brought(use, ears))

    def _brought(self, use: Met, ears: Ears) -> Callable[[Desires], None]:
        edges = self.flow.walk.edges[use.at]
        at = [k for k, (child, _) in enumerate(edges) if child is use.by]
        key = ("brought", use.at, use.by)
        return lambda sent: ears.lengths.add(key, *[sent[k] for k in at])

    def _gather(self, name: str) -> Callable[[Desires], None]:
        """For what a checkpoint inside the sweep brings, in several parts perhaps."""

        def hear(desires: Desires) -> None:
            for part in desires:
                if part is not None:
                    so_far = self._elsewhere.get(name)
                    self._elsewhere[name] = part if so_far is None else so_far + part

        return hear

    def finish(self, ears: Ears) -> None:
        """After the sweep: measure what came from elsewhere."""
        for name, gradient in self._elsewhere.items():
            ears.lengths.add(("elsewhere", name), gradient)

    @property
    def without_path(self) -> tuple[str, ...]:
        """The parameters that the loss does not depend on."""
        found = {*self.leaves, *self._elsewhere}
        return tuple(name for name in self.parameters if name not in found)

    def read(self, names: Names, found: Read) -> Iterator[Parameter]:
        """All parameters that a path leads to."""
        for name in self.parameters:
            size = found[("size", name)]
            if name in self.leaves:
                yield self._parameter(name, size, names, found)
            elif name in self._elsewhere:
                yield Parameter(name, size, found[("elsewhere", name)])

    def _parameter(
        self, name: str, size: float, names: Names, found: Read
    ) -> Parameter:
        leaf = self.leaves[name]
        gradient, met = found.get(leaf, 0.0), self.uses.get(leaf, ())
        uses = (self._use(one, gradient, names, found) for one in met)
        walk = self.flow.walk
        spreads = (spread(walk, one.at, one.by, size) for one in met)
        known = next((x for x in spreads if x is not None), None)
        told = tuple(one for one in uses if one is not None)
        return Parameter(name, size, gradient, told, known)

    def _use(self, use: Met, gradient: float, names: Names, found: Read) -> Use | None:
        if use.times is None:
            return None
        size = found[("input", use.at, use.by)] if use.kept else 1.0
        brought = found.get(("brought", use.at, use.by), gradient)
        signal = found.get(use.at, 0.0)
        return Use(names[use.at], brought, signal, size * use.times)
