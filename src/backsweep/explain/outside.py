"""The arrays that a function reads from outside: globals, closures, its own object."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from .. import tree


def arrays_outside(
    f: Callable[..., Any], codes: Sequence[CodeType] = ()
) -> dict[int, str]:
    """The name of each array, by its ``id``: ``W``, ``data['x']``, ``self.weights``.

    ``codes`` are the functions that ``f`` calls, where they are known.
    """
    inner = innermost(f)
    code = getattr(inner, "__code__", None)
    if code is None:
        return {}
    found: dict[int, str] = {}
    for name, value in _read(inner, [code, *codes]):
        for full, array in _arrays(name, value):
            found.setdefault(id(array), full)
    return found


def innermost(f: Callable[..., Any]) -> Callable[..., Any]:
    """The function itself, out of what was wrapped around it."""
    f = inspect.unwrap(f)
    if isinstance(f, functools.partial):
        return innermost(f.func)
    if hasattr(f, "__code__") or isinstance(f, (type, np.ufunc)):
        return f
    return getattr(f, "__call__", f)  # noqa: B004 - the method, not whether it is one


def _read(f: Any, codes: Sequence[CodeType]) -> Iterator[tuple[str, Any]]:
    """What the function can read that it was not passed."""
    outer = getattr(f, "__globals__", {})
    for name in (name for code in codes for name in code.co_names):
        if name in outer and not isinstance(outer[name], ModuleType):
            yield name, outer[name]
    for name, cell in zip(f.__code__.co_freevars, f.__closure__ or (), strict=True):
        with suppress(ValueError):  # a cell that is still empty
            yield name, cell.cell_contents
    if inspect.ismethod(f):
        yield f.__code__.co_varnames[0], f.__self__


def _arrays(name: str, value: Any) -> Iterator[tuple[str, np.ndarray]]:
    """The arrays of a nesting, and those that an object has as its own."""
    for path, leaf in zip(tree.paths(value), tree.flatten(value)[0], strict=True):
        own = {f".{key}": one for key, one in getattr(leaf, "__dict__", {}).items()}
        for step, one in ({"": leaf} | own).items():
            if isinstance(one, np.ndarray):
                yield name + path + step, one
