"""What the user calls each value: the variable that it is stored in.

Every operator, and every function of NumPy's or the user's own, returns what it made to
a line of the user's. For an explanation it is worth watching these returns: so the name
in ``a1 = sigmoid(z1)`` is learned, whose last operation stands in ``sigmoid``. When a
function of the user's returns, its variables tell the rest: ``h, c = cell(h, c)``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

from ..graph import Node
from ..ops import PUT
from ..places import Place, is_inside
from ..trace import Trace
from ..traced import Traced
from .outside import arrays_outside

Given = dict[Node, tuple[CodeType, str]]


@contextmanager
def returns_watched(trace: Trace) -> Iterator[Given]:
    """Until the block ends, note the variable that each returned value is stored in.

    A name given further out, nearer to the function explained, replaces one given
    inside; within one function the first name stays.
    """
    given: Given = {}

    def watch(frame: FrameType, event: str, result: Any) -> None:
        if event != "return":
            return
        if type(result) is Traced and result.origin is trace:
            _note_result(given, result.node, frame.f_back)
        if not is_inside(frame.f_code.co_filename):
            _note_variables(given, trace, frame)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        yield given
    finally:
        _resume(before)


def _resume(profile: Any) -> None:
    """Go on with the profile that was there; cProfile's is no function."""
    if hasattr(profile, "enable"):
        profile.enable()
    else:
        sys.setprofile(profile)


def _note_result(given: Given, one: Node, caller: FrameType | None) -> None:
    if caller is not None and not is_inside(caller.f_code.co_filename):
        name = Place(caller.f_code, caller.f_lasti).name
        if name is not None:
            _note(given, one, caller, name)


def _note_variables(given: Given, trace: Trace, frame: FrameType) -> None:
    """What a function's variables hold at its end; what it was passed has its names."""
    code = frame.f_code
    passed = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    for name, value in frame.f_locals.items():
        ours = type(value) is Traced and value.origin is trace
        if ours and name not in passed and name.isidentifier():
            _note(given, value.node, frame, name)


def _note(given: Given, one: Node, frame: FrameType, name: str) -> None:
    known = given.get(one)
    if known is None or known[0] not in _codes(frame):
        given[one] = (frame.f_code, name)


def _codes(frame: FrameType | None) -> Iterator[CodeType]:
    """The code of a function, of its caller, and so on out."""
    while frame is not None:
        yield frame.f_code
        frame = frame.f_back


def names_of(trace: Trace, given: Given, f: Callable[..., Any]) -> dict[Node, str]:
    """Every value's name: the argument's, or that of the variable it is stored in."""
    stored = {one: name for one, (_, name) in given.items()}
    return _written(trace, _captured(trace, f) | stored | trace.names)


def _written(trace: Trace, named: dict[Node, str]) -> dict[Node, str]:
    """An array that is written to, ``a[k] = v``, goes by its name after that too."""
    for one, place in trace.places.items():
        before = named.get(one.inputs[0]) if one.op is PUT else None
        if before is not None and place is not None and place.writes:
            named.setdefault(one, before)
    return named


def _captured(trace: Trace, f: Callable[..., Any]) -> dict[Node, str]:
    """The names of arrays that the function reads from outside of itself."""
    pairs = zip(trace.inputs, trace.leaves, strict=True)
    captured = {one: id(leaf) for one, leaf in pairs if one not in trace.names}
    if not captured:
        return {}
    places = [trace.places.get(one) for one in captured]
    names = arrays_outside(f, [place.code for place in places if place is not None])
    rest = (f"constant{k}" for k in range(1, len(captured) + 1))
    return {one: names.get(array) or next(rest) for one, array in captured.items()}
