"""Probes inside a training loop of your own, every so many steps.

The loop stays as it is: inside the context, ``loss.backward()`` counts a step of the
model that it belongs to, and every so often the sweep is heard on its way. Sweeps of
other models, with ``create_graph`` or for some ``inputs`` only, pass through untouched,
and so does ``torch.autograd.grad``.
"""

from __future__ import annotations

import functools
import inspect
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from types import TracebackType
from typing import Any, Self

import torch
from torch import Tensor, nn

from ..health.record import Fault, Record
from .errors import ProbeError
from .fault import fault, is_sick
from .names import Spans, attach
from .plan import Plan
from .sweep import Detail, Sweep

Hear = Callable[[Record], Any]
ENOUGH = 1 << 11
"""Entries to take a mean square of: within 3 %, and a predicted slope within 1 %."""
FULL, LIGHT = Detail(ENOUGH), Detail(ENOUGH, activations=False, uses=False)
KEPT = 100
"""How many of the latest steps are timed against each other."""


def watch(
    model: nn.Module,
    every: int = 50,
    on_record: Hear | None = None,
    detail: bool = True,
) -> Watch:
    """Probe the sweeps of ``model`` inside the context, the first and every 50th.

    ``on_record`` is called with each ``Record``. Without ``detail`` a probe costs less
    and tells the chain and the gradients alone: it counts no activations, so it has no
    squishes and predicts no slopes, and takes no gradient apart. A model that does the
    same in every step is soon known; should it then do something else in a step that
    is due, the next step is probed instead. Raises ``ProbeError`` if ``every`` is not
    at least 1.

    >>> import torch
    >>> net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh())
    >>> optimizer = torch.optim.SGD(net.parameters(), 0.1)
    >>> with watch(net, every=2) as watched:
    ...     for step in range(5):
    ...         optimizer.zero_grad()
    ...         net(torch.ones(4, 2)).square().mean().backward()
    ...         optimizer.step()
    >>> [step for step, record in watched.records]
    [0, 2, 4]
    """
    return Watch(model, every, on_record, detail)


class Watch:
    """The context; ``records`` are pairs of a step's number and what it told."""

    def __init__(
        self,
        model: nn.Module,
        every: int = 50,
        on_record: Hear | None = None,
        detail: bool = True,
    ):
        if every < 1:
            raise ProbeError(f"every={every}", cure="probe every step with every=1")
        self.model, self.every, self.on_record = model, every, on_record
        self._detail = FULL if detail else LIGHT
        self.records: list[tuple[int, Record]] = []
        self.steps = 0
        self._busy = self._reached = self._settled = False
        self._due = True
        self._plan: Plan | None = None
        self._spans = Spans()
        self._names: list[Any] = []
        self._parameter: Tensor | None = None
        self._marker: Any = None
        self._times: dict[bool, list[float]] = {False: [], True: []}
        self._since: float | None = None

    def __enter__(self) -> Self:
        self._original = torch.autograd.backward
        torch.autograd.backward = self._replacement()
        self._since = None
        self._listen_for(self._parameter)
        if self._due:
            self._prepare()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        torch.autograd.backward = self._original
        self._let_go()
        if self._marker is not None:
            self._marker.remove()

    @property
    def last(self) -> Record | None:
        """The latest record."""
        return self.records[-1][1] if self.records else None

    @property
    def cost(self) -> float | None:
        """What a probed step takes, as a multiple of a plain one; ``None`` so far.

        The median of the time between the ends of two sweeps.
        """
        plain, probed = self._times[False], self._times[True]
        return median(probed) / median(plain) if plain and probed else None

    def _replacement(self) -> Callable[..., None]:
        """What stands in for PyTorch's own function inside the context."""
        original, signature = self._original, inspect.signature(self._original)

        @functools.wraps(original)
        def backward(*args: Any, **kwargs: Any) -> None:
            def sweep() -> None:
                original(*args, **kwargs)

            given = signature.bind(*args, **kwargs).arguments
            loss = _alone(given["tensors"])
            partial = given.get("create_graph") or given.get("inputs")
            if self._busy or partial or loss is None:
                sweep()
            else:
                self._step(loss, sweep)

        return backward

    def _step(self, loss: Tensor, sweep: Callable[[], None]) -> None:
        """One sweep of a loss, which may be the model's."""
        self._busy, self._reached = True, False
        record = None
        try:
            if self._due:
                record = self._heard(loss, sweep)
            else:
                sweep()
        finally:
            self._busy = False
        if record is not None or self._reached:
            self._count(record)

    def _heard(self, loss: Tensor, sweep: Callable[[], None]) -> Record | None:
        """Run the sweep and hear it, if it is the model's.

        Once two probes have met the same operations, the modules need not note any more
        which they make. If others come up then, the next step is probed instead.
        """
        heard = Sweep(self.model, loss, self._spans, self._detail, self._plan)
        if heard.plan is None:
            sweep()
            return None
        self._reached = True
        noted, self._settled = not self._settled, heard.fits
        self._plan = heard.plan if heard.fits or noted else None
        try:
            if self._plan is None:
                sweep()
                return None
            return self._told(heard, self._plan, sweep)
        finally:
            heard.plan.leave()

    def _told(self, heard: Sweep, plan: Plan, sweep: Callable[[], None]) -> Record:
        with heard.heard():
            sweep()
        self._mark(plan)
        record = heard.record()
        return replace(record, fault=self._fault(heard)) if is_sick(record) else record

    def _fault(self, heard: Sweep) -> Fault | None:
        """Look for the fault in the model, run again on what it was last given."""
        if self._spans.given is None or heard.desire is None:
            return None
        args, kwargs = self._spans.given
        return fault(self.model, lambda: self.model(*args, **kwargs), heard.desire)

    def _mark(self, plan: Plan) -> None:
        """Have one parameter tell from now on that a sweep has reached the model."""
        if self._parameter is None:
            first = next(iter(plan.flow.walk.leaves))
            self._parameter = plan.parameters[first]
            self._listen_for(self._parameter)

    def _listen_for(self, parameter: Tensor | None) -> None:
        if parameter is not None:
            self._marker = parameter.register_post_accumulate_grad_hook(self._reach)

    def _reach(self, parameter: Tensor) -> None:
        self._reached = True

    def _count(self, record: Record | None) -> None:
        """One more step; what follows is prepared for."""
        now = time.perf_counter()
        if self._since is not None:
            times = self._times[record is not None]
            times.append(now - self._since)
            del times[:-KEPT]
        if record is not None:
            self.records.append((self.steps, record))
            if self.on_record is not None:
                self.on_record(record)
        self.steps += 1
        self._let_go()
        put_off = self._due and record is None
        self._due = put_off or self.steps % self.every == 0
        if self._due:
            self._prepare()
        self._since = time.perf_counter()

    def _prepare(self) -> None:
        """Note the next forward pass, and the names in it if they are not known."""
        self._names = attach(self.model, self._spans, names=not self._settled)

    def _let_go(self) -> None:
        while self._names:
            self._names.pop().remove()
        self._spans = Spans()


def _alone(tensors: Any) -> Tensor | None:
    """The loss if it is a single number that something leads back from."""
    one = tensors[0] if isinstance(tensors, list | tuple) and tensors else tensors
    several = isinstance(tensors, list | tuple) and len(tensors) > 1
    if several or not isinstance(one, Tensor) or one.numel() != 1:
        return None
    return one if one.grad_fn is not None else None
