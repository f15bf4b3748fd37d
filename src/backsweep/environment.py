"""What a function reads besides its arguments: its globals and its closure.

A compiled function must notice when one of them is given a new value, and must read an
array by the variable that holds it, so that the next array put there is used.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

NUMBERS = (int, float, str, np.generic, type(None))


class Variable(NamedTuple):
    """A global or closure variable: where it lives, and under which name."""

    holder: Any
    name: str

    def read(self) -> Any:
        """What the variable holds now."""
        if isinstance(self.holder, types.CellType):
            return self.holder.cell_contents
        return self.holder.get(self.name)


class Environment(NamedTuple):
    """The variables that ``f`` reads: those with numbers in them, those with arrays."""

    numbers: tuple[Variable, ...]
    seen: tuple[Any, ...]
    arrays: tuple[Variable, ...]

    def changed(self) -> bool:
        """Whether a number has been given a new value."""
        return any(
            variable.read() is not was
            for variable, was in zip(self.numbers, self.seen, strict=True)
        )

    def holder_of(self, array: Any) -> Variable | None:
        """The variable that holds this very array."""
        return next((v for v in self.arrays if v.read() is array), None)


def environment(f: Callable[..., Any]) -> Environment:
    """The variables that ``f``, and the functions it names, read."""
    found = list(_variables(f, set()))
    values = [variable.read() for variable in found]
    pairs = list(zip(found, values, strict=True))
    numbers = [pair for pair in pairs if isinstance(pair[1], NUMBERS)]
    arrays = [v for v, value in pairs if isinstance(value, np.ndarray)]
    return Environment(
        tuple(v for v, _ in numbers),
        tuple(value for _, value in numbers),
        tuple(arrays),
    )


def _variables(f: Any, visited: set[int]) -> Iterator[Variable]:
    f = getattr(f, "__wrapped__", f)
    code = getattr(f, "__code__", None)
    if code is None or id(code) in visited:
        return
    visited.add(id(code))
    for variable in (*_closure(f), *_globals(f, code)):
        yield variable
        yield from _variables(variable.read(), visited)


def _closure(f: Any) -> Iterator[Variable]:
    for name, cell in zip(f.__code__.co_freevars, f.__closure__ or (), strict=True):
        if _filled(cell):
            yield Variable(cell, name)


def _filled(cell: types.CellType) -> bool:
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False


def _globals(f: Any, code: types.CodeType) -> Iterator[Variable]:
    """Names looked up as globals, also by functions defined inside."""
    names = {name for name in code.co_names if name in f.__globals__}
    yield from (Variable(f.__globals__, name) for name in sorted(names))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _globals(f, constant)
