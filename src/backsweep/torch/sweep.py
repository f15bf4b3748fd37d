"""One backward sweep, probed: what is set up before it, heard in it, told after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from torch import Tensor, nn
from torch.autograd.graph import Node

from ..health.record import Record
from .chain import Chain
from .flow import Flow
from .lengths import Lengths
from .listen import Desires, Ears, listening
from .names import Spans
from .operation import Operation
from .parameters import Parameters
from .plan import Plan
from .squishes import Squishes
from .walk import Walk, names_of


@dataclass(frozen=True)
class Detail:
    """How much of a sweep is looked at.

    ``enough`` is how many entries the mean square of pre-activations is taken of.
    ``activations`` are counted, and ``uses`` of parameters taken apart, or not.
    """

    enough: int = 1 << 60
    activations: bool = True
    uses: bool = True


ALL = Detail()


class Sweep:
    """The sweep from a loss back through a model.

    Everything that autograd keeps is read before it; ``heard`` is the context to run
    the sweep in; ``record`` is what was found. Drop it afterwards: it holds the graph.
    A ``plan`` of an earlier sweep is taken up if it ``fits``.
    """

    def __init__(
        self,
        model: nn.Module,
        loss: Tensor,
        spans: Spans,
        detail: Detail = ALL,
        plan: Plan | None = None,
    ):
        assert loss.grad_fn is not None
        self.model, self.loss, self.spans = model, loss, spans
        self.lengths, self.detail = Lengths(), detail
        self.desire: Tensor | None = None
        self.fits = plan is not None and plan.again(loss.grad_fn)
        self.plan = plan if self.fits else self._drawn(loss.grad_fn)

    def _drawn(self, root: Node) -> Plan | None:
        parameters = dict(self.model.named_parameters())
        flow = Flow(Walk(root, names_of(parameters.items())))
        return Plan(flow, parameters, self.spans) if flow.front is not None else None

    @property
    def reaches(self) -> bool:
        """Whether the loss depends on any of the model's parameters."""
        return self.plan is not None

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Hooks for the time of one backward sweep."""
        assert self.plan is not None
        plan = self.plan
        self._chain = Chain(plan.flow, plan.stretches)
        self._parameters = Parameters(plan.parameters, plan.flow.walk.leaves, plan.uses)
        seen = plan.activations if self.detail.activations else ()
        self._squishes = Squishes(seen, self.detail.enough)
        with listening(self.lengths) as ears:
            self._chain.listen(ears)
            self._parameters.listen(ears, self.detail.uses)
            self._keep_desire(plan.output, ears)
            yield
            self._parameters.finish(ears)

    def _keep_desire(self, made: Operation | None, ears: Ears) -> None:
        """Hold what comes to the model's output: a search for a fault starts there."""
        output = self.spans.output
        node = output.grad_fn if isinstance(output, Tensor) else None
        if made is not None and node is not None and node is made.node:
            ears.before(node, self._hold(output.output_nr))

    def _hold(self, number: int) -> Callable[[Desires], None]:
        def hear(desires: Desires) -> None:
            self.desire = desires[number]

        return hear

    def record(self) -> Record:
        """What the sweep told, read from the device in one go."""
        assert self.plan is not None
        found, plan = self.lengths.read(), self.plan
        squishes, slopes = self._squishes.read()
        inputs_first = reversed(plan.activations)
        return Record(
            type(self.model).__name__,
            float(self.loss.detach()),
            found.get(plan.flow.walk.root, 0.0),
            found.get(self._chain.end, 0.0),
            self._chain.links(found, slopes),
            tuple(squishes[x.node] for x in inputs_first if x.node in squishes),
            tuple(self._parameters.read(found)),
            opaque=plan.opaque,
            without_path=self._parameters.without_path,
        )
