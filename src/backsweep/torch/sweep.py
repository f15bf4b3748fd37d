"""One backward sweep, probed: what is set up before it, heard in it, told after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from torch import Tensor, nn

from ..health.record import OPAQUE, Record
from .chain import Chain
from .flow import Flow
from .kinds import kind_of, told, written
from .lengths import Lengths
from .listen import Desires, Ears, listening
from .names import Names, Spans
from .operation import Operation
from .parameters import Parameters
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
    """

    def __init__(
        self, model: nn.Module, loss: Tensor, spans: Spans, detail: Detail = ALL
    ):
        assert loss.grad_fn is not None
        self.model, self.loss, self.spans = model, loss, spans
        self.parameters = dict(model.named_parameters())
        walk = Walk(loss.grad_fn, names_of(self.parameters.items()))
        self.flow = Flow(walk)
        self.lengths, self.detail = Lengths(), detail
        self.desire: Tensor | None = None

    @property
    def reaches(self) -> bool:
        """Whether the loss depends on any of the model's parameters."""
        return self.flow.front is not None

    @property
    def reached(self) -> Iterator[str]:
        """The names of the parameters that the loss depends on."""
        names = (one.parameter for one in self.flow.walk.order)
        return (name for name in names if name is not None)

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Hooks for the time of one backward sweep."""
        self._chain = Chain(self.flow, self._maker())
        self._parameters = Parameters(self.flow, self.parameters)
        seen = self.flow.spine if self.detail.activations else ()
        self._squishes = Squishes(self.flow, seen, self.detail.enough)
        self._names = Names(self.flow.walk, self.flow.spine, self.spans)
        with listening(self.lengths) as ears:
            self._chain.listen(ears)
            self._parameters.listen(ears, self.detail.uses)
            self._keep_desire(ears)
            yield
            self._parameters.finish(ears)

    def _keep_desire(self, ears: Ears) -> None:
        """Hold what comes to the model's output: a search for a fault starts there."""
        made = self._chain.output
        if made is not None:
            ears.before(made.node, self._hold(self.spans.output.output_nr))

    def _hold(self, number: int) -> Callable[[Desires], None]:
        def hear(desires: Desires) -> None:
            self.desire = desires[number]

        return hear

    def record(self) -> Record:
        """What the sweep told, read from the device in one go."""
        found, names = self.lengths.read(), self._names
        squishes, slopes = self._squishes.read(names)
        links = self._chain.links(names, found, slopes)
        return Record(
            type(self.model).__name__,
            float(self.loss.detach()),
            found.get(self.flow.walk.root, 0.0),
            found.get(self._chain.end, 0.0),
            links,
            squishes,
            tuple(self._parameters.read(names, found)),
            opaque=tuple(self._opaque()),
            without_path=self._parameters.without_path,
        )

    def _opaque(self) -> Iterator[str]:
        for node in reversed([*self.flow.spine]):
            if kind_of(node) == OPAQUE and node.edges:
                name = written(node.name)
                yield f"{self._names[node]} ({name}): {told(node)}"

    def _maker(self) -> Operation | None:
        """The operation that made the model's output, if that is one tensor."""
        output = self.spans.output
        made = output.grad_fn if isinstance(output, Tensor) else None
        return next((one for one in self.flow.spine if one.node is made), None)
