"""Where in the user's own code a value was made, and what the user called it.

A place is a code object and an instruction in it: two machine words to note down, and
decoded only when an error or a listing asks. The name of a value is the variable that
the very next instruction stores it in.
"""

from __future__ import annotations

import bisect
import contextlib
import dis
import functools
import linecache
import os
import sys
import warnings
from types import CodeType
from typing import NamedTuple

import numpy as np

_HOME = os.path.dirname(os.path.abspath(__file__)) + os.sep
_OURS_TO_EXPLAIN = tuple(
    os.path.join(_HOME, *part) for part in (("train",), ("explain", "lesson.py"))
)
_GO_BETWEENS = (contextlib.__file__, functools.__file__)
_NUMPY = os.path.dirname(os.path.abspath(np.__file__)) + os.sep
_PASSED = ("COPY", "EXTENDED_ARG")
_WRITES = ("STORE_SUBSCR", "STORE_SLICE")
_STORES = ("STORE_FAST", "STORE_NAME", "STORE_GLOBAL", "STORE_DEREF")


class Place(NamedTuple):
    """An instruction in the user's code."""

    code: CodeType
    instruction: int

    @property
    def line(self) -> int:
        """The line number, 1 for the first line of the file."""
        start = list(self.code.co_positions())[self.instruction // 2][0]
        return start or self.code.co_firstlineno

    @property
    def text(self) -> str:
        """The source line, stripped; empty if the source is not at hand."""
        return linecache.getline(self.code.co_filename, self.line).strip()

    @property
    def name(self) -> str | None:
        """The variable that the value is stored in, ``None`` if it has no name."""
        steps = _steps(self.code)
        following = steps[_number(steps, self.instruction) + 1 :][:1]
        stores = bool(following) and following[0].opname.startswith(_STORES)
        return _first_name(following[0].argval) if stores else None

    @property
    def writes(self) -> bool:
        """Whether the instruction assigns to a place in an array: ``a[k] = v``."""
        steps = _steps(self.code)
        return steps[_number(steps, self.instruction)].opname.startswith(_WRITES)

    def __str__(self) -> str:
        told = f"{self.code.co_filename}, line {self.line}"
        return f"{told}: {self.text}" if self.text else told


@functools.lru_cache(maxsize=256)
def _steps(code: CodeType) -> list[dis.Instruction]:
    """The instructions that do something of their own."""
    return [one for one in dis.get_instructions(code) if one.opname not in _PASSED]


def _number(steps: list[dis.Instruction], offset: int) -> int:
    """Which step the offset belongs to: a call may be seen at the end of its cache."""
    return bisect.bisect_right(steps, offset, key=lambda one: one.offset) - 1


def _first_name(stored: object) -> str:
    return str(stored[0] if isinstance(stored, tuple) else stored)


_inside: dict[str, bool] = {}


def is_inside(filename: str) -> bool:
    """Whether the file belongs to the engine or to NumPy, not to the user."""
    found = _inside.get(filename)
    if found is None:
        engine = filename.startswith(_HOME) and not filename.startswith(
            _OURS_TO_EXPLAIN
        )
        found = engine or filename.startswith(
            (_NUMPY, *_GO_BETWEENS, "<frozen", "<__array_function__")
        )
        _inside[filename] = found
    return found


def user_place() -> Place | None:
    """The innermost place on the stack that is not ours or NumPy's."""
    frame, known = sys._getframe(1), _inside
    while frame is not None:  # asked at every operation: kept tight
        code = frame.f_code
        inside = known.get(code.co_filename)
        if not (is_inside(code.co_filename) if inside is None else inside):
            return Place(code, frame.f_lasti)
        frame = frame.f_back  # type: ignore[assignment]
    return None


def place_of(error: BaseException) -> Place | None:
    """The user's innermost place among those that an error came through."""
    found, step = None, error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if not is_inside(code.co_filename):
            found = Place(code, step.tb_lasti)
        step = step.tb_next
    return found


def warn_user(message: str, category: type[Warning]) -> None:
    """Warn as if from the user's own line."""
    place = user_place()
    if place is None:
        warnings.warn(message, category, stacklevel=2)
    else:
        warnings.warn_explicit(message, category, place.code.co_filename, place.line)
