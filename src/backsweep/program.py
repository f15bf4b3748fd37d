"""A program: the steps that compute some nodes from others, run as NumPy calls.

Broadcasts cost nothing here: an elementwise step takes the array before its spread,
which NumPy broadcasts itself. Each intermediate is let go of after its last use.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from .buffers import Buffers
from .graph import Node, topological
from .guards import Guard, GuardFailed
from .ops import CONSTANT, MARK, SPREAD, STOP


class Step(NamedTuple):
    """One call: ``slots[target] = run(*slots[sources], *params)``."""

    run: Callable[..., Any]
    sources: tuple[int, ...]
    params: tuple[Any, ...]
    target: int
    finished: tuple[int, ...]


class Program:
    """The nodes ``outputs``, computed from arrays for ``inputs``.

    ``order`` lists the computed nodes, inputs first, and each guard at the place where
    its decision was taken.
    """

    def __init__(
        self,
        inputs: Sequence[Node],
        outputs: Sequence[Node],
        guards: Sequence[Guard] = (),
    ):
        self.inputs, self.outputs = tuple(inputs), tuple(outputs)
        self.guards = tuple(guards)
        self.order = tuple(_schedule(self.inputs, self.outputs, self.guards))
        self._compile()

    def run(
        self, arrays: Sequence[Any], keep: dict[Node, Any] | None = None
    ) -> list[Any] | GuardFailed:
        """The outputs' values for the inputs' ``arrays``; ``keep`` gets all others."""
        slots = [*arrays, *self._constants, *self._blank]
        for run, sources, params, target, finished in self._steps:
            if run is _check:
                if not self.guards[target].holds(slots[sources[0]]):
                    return GuardFailed(target, slots[sources[0]])
            else:
                slots[target] = run(*[slots[k] for k in sources], *params)
            if keep is None:
                for k in finished:
                    slots[k] = None
        if keep is not None:
            keep.update((one, slots[k]) for one, k in self._computed)
        return [slots[k] for k in self._results]

    def takes(self, arrays: Sequence[Any]) -> bool:
        """Whether the arrays have the shapes and dtypes of the inputs."""
        pairs = zip(self.inputs, arrays, strict=True)
        return all(
            not isinstance(x, (list, tuple))
            and np.shape(x) == one.shape
            and getattr(x, "dtype", one.dtype) == one.dtype
            for one, x in pairs
        )

    def run_planned(self, arrays: Sequence[Any]) -> list[Any] | GuardFailed:
        """As :meth:`run`, for a program run many times: memory is planned ahead."""
        buffers, number = self._buffers, self._buffers.number
        borrowed = buffers.borrow()
        slots = [*arrays, *self._constants, *self._blank]
        for run, sources, params, target, _ in self._steps:
            given = [slots[k] for k in sources]
            if run is _check:
                if not self.guards[target].holds(given[0]):
                    return GuardFailed(target, given[0])
            elif target in number:
                slots[target] = run(*given, *params, out=borrowed[number[target]])
            else:
                slots[target] = run(*given, *params)
        buffers.give_back(borrowed)
        return [slots[k] for k in self._results]

    @functools.cached_property
    def _buffers(self) -> Buffers:
        nodes = {k: one for one, k in self._computed}
        steps = [s._replace(target=-1) if s.run is _check else s for s in self._steps]
        return Buffers(steps, nodes, self._results)

    def _compile(self) -> None:
        slot = {one: k for k, one in enumerate(self.inputs)}
        constants = [n for n in self.order if isinstance(n, Node) and n.op is CONSTANT]
        slot.update({n: len(slot) + k for k, n in enumerate(constants)})
        fixed, numbers = len(slot), itertools.count()
        steps = [s for one in self.order for s in _steps(one, slot, numbers)]
        self._constants = [CONSTANT.run(*n.params) for n in constants]
        self._results = [slot[one] for one in self.outputs]
        self._steps = _trimmed(steps, fixed, self._results)
        self._blank = [None] * (len(slot) - fixed)
        targets = {step.target for step in self._steps if step.run is not _check}
        self._computed = [pair for pair in slot.items() if pair[1] in targets]


def _schedule(
    inputs: tuple[Node, ...], outputs: tuple[Node, ...], guards: tuple[Guard, ...]
) -> Iterable[Node | Guard]:
    known = dict.fromkeys(inputs)
    for guard in guards:
        for one in topological([guard.node], known):
            known[one] = None
            yield one
        yield guard
    yield from topological(outputs, known)


def _check(value: Any) -> Any:
    """Stands among the steps' functions for a guard, which only looks at a value."""
    return value


def _steps(
    one: Node | Guard, slot: dict[Node, int], numbers: Iterator[int]
) -> Iterable[Step]:
    """The call that computes ``one``, if it takes one; its result gets a slot."""
    if isinstance(one, Guard):
        yield Step(_check, (slot[one.node],), (), next(numbers), ())
    elif one.op is MARK or one.op is STOP:
        slot[one] = slot[one.inputs[0]]
    elif one not in slot:
        slot[one] = len(slot)
        sources = unspread(one, slot) if one.op.elementwise else one.inputs
        yield Step(
            one.op.run, tuple([slot[i] for i in sources]), one.params, slot[one], ()
        )


def unspread(one: Node, within: Container[Node] | None = None) -> Sequence[Node]:
    """The inputs as they were before spreading, where NumPy broadcasts them as well.

    Only inputs ``within`` a set are taken, if one is given.
    """
    bare = [
        i.inputs[0]
        if i.op is SPREAD and (within is None or i.inputs[0] in within)
        else i
        for i in one.inputs
    ]
    if any(i.shape == one.shape for i in bare):
        return bare
    fits = np.broadcast_shapes(*[i.shape for i in bare]) == one.shape
    return bare if fits else [one.inputs[0], *bare[1:]]


def _trimmed(steps: list[Step], fixed: int, results: list[int]) -> list[Step]:
    """The steps that are needed, each with the slots that it is the last to use."""
    used = set(results)
    kept: list[Step] = []
    for step in reversed(steps):
        if step.run is _check or step.target in used:
            last = [k for k in set(step.sources) if k not in used and k >= fixed]
            used.update(step.sources)
            kept.append(step._replace(finished=tuple(last)))
    return kept[::-1]
