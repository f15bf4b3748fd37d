"""What the user's function calls its arguments."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from . import tree


@functools.lru_cache(maxsize=256)
def parameters(f: Callable[..., Any]) -> tuple[str, ...]:
    """The names of the positional parameters of ``f``; empty if it does not tell."""
    try:
        found = inspect.signature(f).parameters.values()
    except (TypeError, ValueError):
        return ()
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return tuple(p.name for p in found if p.kind in kinds)


def argument_name(f: Callable[..., Any], index: int) -> str:
    """The name of the argument at ``index``: ``x``, or else ``argument 3``."""
    names = parameters(f) if f.__hash__ is not None else ()
    return names[index] if index < len(names) else f"argument {index}"


def leaf_names(f: Callable[..., Any], index: int, value: Any) -> list[str]:
    """The name of each leaf of an argument: ``params['w'][0]``."""
    return [argument_name(f, index) + path for path in tree.paths(value)]


def function_name(f: Callable[..., Any]) -> str:
    """What to call ``f`` in a message."""
    return getattr(f, "__name__", None) or type(f).__name__
