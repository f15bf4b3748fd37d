"""Numbers for graph nodes: programs are made once per graph and kept.

Nodes are interned, so a function traced again gives the very same graph, and its sweep
and its program are found instead of made: ``grad`` is right at every call because it
traces at every call, and steady because it derives only once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import numpy as np

from .graph import Node, topological
from .program import Program
from .simplify import simplify

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """The most recently used results of a computation, at most ``size`` of them."""

    def __init__(self, size: int):
        self._size = size
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The result kept for ``key``, made if there is none."""
        found = self._kept.pop(key, None)
        made = make() if found is None else found
        self._kept[key] = made
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return made


_programs: Kept[Program] = Kept(256)


def program_for(outputs: Sequence[Node], known: Mapping[Node, Any]) -> Program:
    """The program that computes ``outputs`` from nodes whose values are known."""
    key = tuple(outputs)
    program = _programs.get(key, lambda: _program(key, known))
    if all(one in known for one in program.inputs):
        return program
    return _program(key, known)


def _program(outputs: Sequence[Node], known: Mapping[Node, Any]) -> Program:
    simpler = simplify(outputs, known)
    order = topological(simpler, known)
    used = dict.fromkeys(i for one in order for i in one.inputs if i in known)
    used.update(dict.fromkeys(one for one in simpler if one in known))
    return Program(tuple(used), simpler)


def evaluate(
    outputs: Sequence[Node],
    known: Mapping[Node, Any],
    keep: dict[Node, Any] | None = None,
) -> tuple[tuple[Node, ...], list[Any]]:
    """The values of ``outputs``, with the simplified nodes that they belong to.

    With ``keep``, all values on the way are noted in it: what a derivative of these
    nodes will need.
    """
    program = program_for(outputs, known)
    with np.errstate(all="ignore"):
        values = program.run([known[one] for one in program.inputs], keep)
    return program.outputs, values  # type: ignore[return-value]


def fresh(values: Sequence[Any], leaves: Sequence[Any]) -> list[Any]:
    """The arrays, none of them sharing memory with a leaf or with one another."""
    taken = {id(leaf) for leaf in leaves}
    return [_own(value, taken) for value in values]


def _own(value: Any, taken: set[int]) -> Any:
    if not isinstance(value, np.ndarray):
        return value
    if value.base is not None or id(value) in taken or not value.flags.writeable:
        value = value.copy()
    taken.add(id(value))
    return value


__all__ = ["Kept", "evaluate", "fresh", "program_for"]
