"""The graph: what was computed, and from what.

A node is an operation applied to other nodes. Nodes are immutable and interned: the
same operation on the same inputs *is* the same object. A factor that many chains share
is therefore one node, and is computed once, by construction.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

import numpy as np

from .arrays import Array

Params = tuple[Any, ...]
Shape = tuple[int, ...]


class Operation:
    """A primitive operation: its NumPy meaning and the shape and dtype it gives.

    ``run(*values, *params)`` computes it; ``infer(inputs, params)`` gives the result's
    ``(shape, dtype)`` from nodes alone. ``parameters`` names the params, and
    ``spelling`` is how NumPy source writes it: ``np.sum`` is called with its inputs and
    then its params as keywords; a spelling with braces is filled in by name.
    """

    __slots__ = ("elementwise", "infer", "name", "parameters", "run", "spelling")

    def __init__(
        self,
        name: str,
        run: Callable[..., Any],
        infer: Callable[[tuple[Node, ...], Params], tuple[Shape, np.dtype]],
        parameters: tuple[str, ...] = (),
        spelling: str = "",
        elementwise: bool = False,
    ):
        self.name, self.run, self.infer = name, run, infer
        self.parameters, self.spelling = parameters, spelling
        self.elementwise = elementwise

    def __repr__(self) -> str:
        return self.name


class Node(Array):
    """One operation applied to other nodes. Make it with :func:`node`, never directly.

    ``shape`` and ``dtype`` are those of the array that the node stands for. NumPy's
    operators and functions work on nodes and make new ones, which is how rules state
    their factors: ``1 - y * y``.
    """

    __slots__ = ("__weakref__", "dtype", "inputs", "op", "params", "shape")

    op: Operation
    inputs: tuple[Node, ...]
    params: Params
    shape: Shape
    dtype: np.dtype

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a node is immutable")

    def __repr__(self) -> str:
        told = [
            f"{k}={v}" for k, v in zip(self.op.parameters, self.params, strict=True)
        ]
        return f"{self.op.name}({', '.join([*map(describe, self.inputs), *told])})"

    def __bool__(self) -> bool:
        raise TypeError(
            "a node has no truth value: it stands for any numbers; np.where"
        )

    @property
    def differentiable(self) -> bool:
        """Whether the node can carry a rate: real floating-point values only."""
        return self.dtype.kind == "f"


def describe(node: Node) -> str:
    """The node's type in brief: ``float64[2,3]``."""
    return f"{node.dtype}[{','.join(map(str, node.shape))}]"


_interned: weakref.WeakValueDictionary[Hashable, Node] = weakref.WeakValueDictionary()
_lock = threading.Lock()
_assign = object.__setattr__


def node(op: Operation, inputs: tuple[Node, ...], params: Params = ()) -> Node:
    """The one node for this operation on these inputs, made if it does not exist."""
    key = (op, params, *map(id, inputs))
    found = _interned.get(key)
    return found if found is not None else _make(key, op, inputs, params)


def _make(
    key: Hashable, op: Operation, inputs: tuple[Node, ...], params: Params
) -> Node:
    shape, dtype = op.infer(inputs, params)
    made = object.__new__(Node)
    _assign(made, "op", op)
    _assign(made, "inputs", inputs)
    _assign(made, "params", params)
    _assign(made, "shape", shape)
    _assign(made, "dtype", dtype)
    with _lock:
        return _interned.setdefault(key, made)


def topological(
    outputs: Iterable[Node], known: Iterable[Node] | dict[Node, Any] = ()
) -> list[Node]:
    """Every node that ``outputs`` need, inputs first. Stops at ``known`` nodes.

    Iterative, so that a chain of a million operations is no deeper than one of ten.
    """
    done = set(known)
    order: list[Node] = []
    for output in outputs:
        stack = [output]
        while stack:
            top = stack[-1]
            waiting = (
                [i for i in top.inputs if i not in done] if top not in done else []
            )
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            if top not in done:
                done.add(top)
                order.append(top)
    return order


def reachable(sources: Iterable[Node], order: Iterable[Node]) -> set[Node]:
    """The nodes of ``order`` (inputs first) that a rate of ``sources`` reaches."""
    reached = set(sources)
    for one in order:
        if one.dtype.kind == "f" and not reached.isdisjoint(one.inputs):
            reached.add(one)
    return reached


def verify(outputs: Iterable[Node]) -> None:
    """Type-check the graph of ``outputs``: raise ``TypeError`` at the first fault.

    Each node must be interned, have inputs of the kind its operation takes, and have
    just the shape and dtype that its operation infers.
    """
    for one in topological(outputs):
        if _interned.get((one.op, one.params, *map(id, one.inputs))) is not one:
            raise TypeError(f"{one!r} is not interned")
        if len(one.params) != len(one.op.parameters):
            raise TypeError(
                f"{one.op.name} has params {one.params}, not {one.op.parameters}"
            )
        if (one.shape, one.dtype) != one.op.infer(one.inputs, one.params):
            raise TypeError(f"{one!r} is not {describe(one)} as it says")
        if one.op.elementwise and any(i.shape != one.shape for i in one.inputs):
            raise TypeError(f"{one!r} mixes shapes without a spread")


def listing(outputs: Iterable[Node]) -> str:
    """The graph as text, one numbered node a line, inputs first."""
    return "\n".join(_lines(topological(outputs)))


def _lines(order: list[Node]) -> Iterator[str]:
    number = {one: k for k, one in enumerate(order)}
    for k, one in enumerate(order):
        inputs = " ".join(f"%{number[i]}" for i in one.inputs)
        params = " ".join(
            f"{name}={value}"
            for name, value in zip(one.op.parameters, one.params, strict=True)
        )
        words = " ".join(filter(None, [one.op.name, inputs, params]))
        yield f"%{k}: {describe(one)} = {words}"
