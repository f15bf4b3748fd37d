"""The gradient of each parameter as signal · input · coherence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from torch import Tensor
from torch.autograd.graph import get_gradient_edge

from ..health.record import Parameter, Use
from .lengths import Read
from .listen import Desires, Ears
from .operation import Operation
from .saved import saved
from .uses import Met


class Parameters:
    """All parameters of a model as one sweep finds them."""

    def __init__(
        self,
        parameters: Mapping[str, Tensor],
        leaves: Mapping[str, Operation],
        uses: Mapping[str, Sequence[Met]],
    ):
        self.parameters, self.leaves, self.uses = parameters, leaves, uses
        self._parts: dict[str, Tensor] = {}
        self._left: list[str] = []
        self._found: set[str] = set()

    def listen(self, ears: Ears, apart: bool) -> None:
        """Hear every gradient, and what each use brings where there are several.

        Uses are heard if they are to be told ``apart``. Where no gradient has been
        gathered before, and nothing waits to take it away, it is left to be read after
        the sweep.
        """
        for name, parameter in self.parameters.items():
            ears.lengths.add(("size", name), parameter)
            if parameter.grad is None and not parameter._post_accumulate_grad_hooks:
                self._left.append(name)
            elif parameter.requires_grad:
                self._hear(name, parameter, ears)
        for uses in self.uses.values() if apart else ():
            for use in uses:
                self._listen(use, ears, several=len(uses) > 1)

    def _listen(self, use: Met, ears: Ears, several: bool) -> None:
        ears.desire(use.at)
        tensor = saved(use.at, use.fed[0]) if use.fed else None
        if tensor is not None:
            ears.lengths.add(("input", use.at, use.by), tensor)
        if several:
            ears.after(use.at.node, self._brought(use, ears))

    def _brought(self, use: Met, ears: Ears) -> Callable[[Desires], None]:
        edges = use.at.edges
        at = [k for k, (child, _) in enumerate(edges) if child is use.by]
        key = ("brought", use.at, use.by)
        return lambda sent: ears.lengths.add(key, *[sent[k] for k in at])

    def _hear(self, name: str, parameter: Tensor, ears: Ears) -> None:
        if name in self.leaves:
            key = ("gradient", name)
            ears.before(
                self.leaves[name].node, lambda parts: ears.lengths.add(key, *parts)
            )
        else:
            ears.before(get_gradient_edge(parameter).node, self._gather(name))

    def _gather(self, name: str) -> Callable[[Desires], None]:
        """A checkpoint inside the sweep may bring a gradient in several parts."""

        def hear(desires: Desires) -> None:
            for part in desires:
                if part is not None:
                    so_far = self._parts.get(name)
                    self._parts[name] = part if so_far is None else so_far + part

        return hear

    def finish(self, ears: Ears) -> None:
        """After the sweep: measure the gradients that it has brought."""
        for name in self._left:
            gradient = self.parameters[name].grad
            if gradient is not None:
                self._parts[name] = gradient
        for name, part in self._parts.items():
            ears.lengths.add(("gradient", name), part)
        self._found = {*self._parts, *self.leaves}
        self._parts.clear()

    @property
    def without_path(self) -> tuple[str, ...]:
        """The parameters that the loss does not depend on."""
        return tuple(name for name in self.parameters if name not in self._found)

    def read(self, found: Read) -> Iterator[Parameter]:
        """All parameters that a path leads to."""
        for name in self.parameters:
            if name in self._found:
                yield self._parameter(name, found)

    def _parameter(self, name: str, found: Read) -> Parameter:
        size, gradient = found[("size", name)], found.get(("gradient", name), 0.0)
        met = self.uses.get(name, ())
        uses = (self._use(one, gradient, found) for one in met)
        over = next((one.over for one in met if one.over is not None), None)
        told = tuple(one for one in uses if one is not None)
        return Parameter(name, size, gradient, told, size / over if over else None)

    def _use(self, use: Met, gradient: float, found: Read) -> Use | None:
        kept, times = use.fed or ("", None)
        size = found.get(("input", use.at, use.by)) if kept else 1.0
        if times is None or size is None:
            return None
        brought = found.get(("brought", use.at, use.by), gradient)
        return Use(use.name, brought, found.get(use.at, 0.0), size * times)
