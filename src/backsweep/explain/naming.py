"""What the user calls each value: the variable that it is stored in.

Every operator, and every function of NumPy's or the user's own, returns what it made to
a line of the user's. For an explanation it is worth watching these returns: so the name
in ``a1 = sigmoid(z1)`` is learned, whose last operation stands in ``sigmoid``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import CodeType, FrameType
from typing import Any

import numpy as np

from ..graph import Node
from ..places import Place, is_inside
from ..trace import Trace
from ..traced import Traced

Given = dict[Node, tuple[CodeType, str]]


@contextmanager
def returns_watched(trace: Trace) -> Iterator[Given]:
    """Until the block ends, note the variable that each returned value is stored in.

    A name given further out, nearer to the function explained, replaces one given
    inside; within one function the first name stays.
    """
    given: Given = {}

    def watch(frame: FrameType, event: str, result: Any) -> None:
        if event == "return" and type(result) is Traced and result.origin is trace:
            _note(given, result.node, frame.f_back)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        yield given
    finally:
        sys.setprofile(before)


def _note(given: Given, one: Node, caller: FrameType | None) -> None:
    if caller is None or is_inside(caller.f_code.co_filename):
        return
    known = given.get(one)
    if known is None or known[0] is not caller.f_code:
        name = Place(caller.f_code, caller.f_lasti).name
        if name is not None:
            given[one] = (caller.f_code, name)


def names_of(trace: Trace, given: Given, f: Callable[..., Any]) -> dict[Node, str]:
    """Every value's name: the argument's, or that of the variable it is stored in."""
    stored = {one: name for one, (_, name) in given.items()}
    return _captured(trace, f) | stored | trace.names


def _captured(trace: Trace, f: Callable[..., Any]) -> dict[Node, str]:
    """The names of arrays that the function reads from outside of itself."""
    outside = {id(value): name for name, value in _outside(f)}
    pairs = zip(trace.inputs, trace.leaves, strict=True)
    return {one: outside[id(leaf)] for one, leaf in pairs if id(leaf) in outside}


def _outside(f: Callable[..., Any]) -> Iterator[tuple[str, Any]]:
    code = getattr(f, "__code__", None)
    if code is None:
        return
    for name in code.co_names:
        if isinstance(f.__globals__.get(name), np.ndarray):
            yield name, f.__globals__[name]
    for name, cell in zip(code.co_freevars, f.__closure__ or (), strict=True):
        with suppress(ValueError):  # a cell that is still empty
            yield name, cell.cell_contents
