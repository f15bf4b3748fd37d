"""What a model's operations are called, and where in the user's code they are made.

Autograd numbers its operations as they are made. A module's forward pass is a stretch
of these numbers, so an operation belongs to the module with the shortest stretch around
its number: nothing has to be kept of the operation itself.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import torch
from torch import nn

from ..places import Place
from .kinds import STILL, written
from .lines import line, place, users_line
from .operation import Operation


@dataclass
class Span:
    """One run of a module: the numbers of the operations made meanwhile."""

    path: str
    leaf: bool
    first: int
    place: Place | None
    end: int = sys.maxsize


@dataclass
class Spans:
    """All runs of a model's modules, and what the model returned at last."""

    done: list[Span] = field(default_factory=list)
    output: Any = None
    given: tuple[tuple[Any, ...], dict[str, Any]] | None = None
    _open: list[Span] = field(default_factory=list)

    def enter(self, path: str, leaf: bool) -> None:
        """A module begins."""
        self._open.append(Span(path, leaf, number(), place()))

    def leave(self, path: str) -> None:
        """A module has returned; what an error left open inside it is forgotten."""
        while self._open:
            span = self._open.pop()
            if span.path == path:
                span.end = number()
                self.done.append(span)
                return

    def around(self, numbers: Iterable[int]) -> Iterator[Span | None]:
        """The innermost run that made each operation; the numbers must rise."""
        coming = sorted(self.done, key=lambda one: (one.first, -one.end), reverse=True)
        inside: list[Span] = []
        for made in numbers:
            while coming and coming[-1].first <= made:
                inside.append(coming.pop())
            inside = [one for one in inside if made < one.end]
            yield inside[-1] if inside else None


def number() -> int:
    """The number that the next operation will have."""
    return int(torch.autograd._get_sequence_nr())


@contextmanager
def naming(model: nn.Module) -> Iterator[Spans]:
    """Note the runs of all modules while the context lasts."""
    spans, handles = Spans(), []
    try:
        handles.extend(attach(model, spans))
        yield spans
    finally:
        for handle in handles:
            handle.remove()


def attach(model: nn.Module, spans: Spans, names: bool = True) -> list[Any]:
    """Hooks that note each run and hand everything on as it is.

    Without ``names``, that of the whole model alone.
    """
    handles: list[Any] = []
    for path, module in visible(model) if names else ():
        leaf = next(module.children(), None) is None or is_compiled(module)
        handles += _hooks(module, path, leaf, spans)
    handles.append(model.register_forward_hook(_keep(spans), with_kwargs=True))
    return handles


def _hooks(module: nn.Module, path: str, leaf: bool, spans: Spans) -> list[Any]:
    def before(module: nn.Module, given: Any) -> None:
        spans.enter(path, leaf)

    def after(module: nn.Module, given: Any, made: Any) -> None:
        spans.leave(path)

    first = module.register_forward_pre_hook(before, prepend=True)
    return [first, module.register_forward_hook(after)]


def _keep(spans: Spans) -> Any:
    def keep(module: nn.Module, args: Any, kwargs: Any, made: Any) -> None:
        spans.given, spans.output = (args, kwargs), made

    return keep


def is_compiled(module: nn.Module) -> bool:
    """Whether PyTorch's compiler runs the module as a whole."""
    return hasattr(module, "_orig_mod") or bool(module._compiled_call_impl)


def visible(model: nn.Module, path: str = "") -> Iterator[tuple[str, nn.Module]]:
    """The modules whose runs can be seen: not what is inside a compiled one."""
    seen: set[nn.Module] = set()
    stack = [(path, model)]
    while stack:
        path, module = stack.pop()
        if module in seen:
            continue
        seen.add(module)
        yield path, module
        if not is_compiled(module):
            inner = module.named_children()
            stack += [(f"{path}.{k}" if path else k, one) for k, one in inner]


def _made(node: Operation) -> int:
    return int(node.node._sequence_nr())


class Names:
    """What the operations on the spine are called, in words for a reader.

    What a module without parts does last goes by the module's path; every other
    operation by its own name behind that of the module around it. Where a name comes
    again it is counted: ``relu``, ``relu(2)``.
    """

    def __init__(self, spine: Iterable[Operation], spans: Spans):
        numbers = {node: _made(node) for node in spine}
        nodes = sorted(numbers, key=lambda node: numbers[node])
        around = spans.around(numbers[node] for node in nodes)
        self._around = dict(zip(nodes, around, strict=True))
        self._last = self._lasts(nodes)
        self._of: dict[Operation, str] = {}
        met: dict[str, int] = defaultdict(int)
        for node in nodes:
            name = self._plain(node)
            met[name] += 1
            self._of[node] = name if met[name] == 1 else f"{name}({met[name]})"

    def _lasts(self, nodes: list[Operation]) -> dict[int, Operation]:
        """For each run of a module without parts, its last operation of weight."""
        found: dict[int, Operation] = {}
        for node in nodes:
            span = self._around[node]
            if span is not None and span.leaf:
                still = node.name in STILL
                if not still or id(span) not in found:
                    found[id(span)] = node
        return found

    def _plain(self, node: Operation) -> str:
        span, name = self._around[node], written(node.name)
        if span is None or not span.path:
            return name
        last = self._last.get(id(span)) is node
        return span.path if last else f"{span.path}.{name}"

    def is_module(self, node: Operation) -> bool:
        """Whether the operation goes by the path of a module."""
        span = self._around[node]
        return span is not None and self._last.get(id(span)) is node

    def __getitem__(self, node: Operation) -> str:
        return self._of[node]

    def called(self, node: Operation) -> str:
        """The operation, and where it is: ``sqrt in blocks.2``."""
        span, name = self._around.get(node), written(node.name)
        return f"{name} in {span.path}" if span is not None and span.path else name

    def where(self, node: Operation) -> str:
        """The user's line that made the operation; empty if nobody noted it."""
        lines = cast("dict[str, Any]", node.node.metadata).get("traceback_")
        if lines is not None:
            return users_line(lines)
        span = self._around.get(node)
        if span is None or span.place is None or not span.leaf:
            return ""
        return line(span.place)
