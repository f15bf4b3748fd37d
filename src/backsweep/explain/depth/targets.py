"""The value that an explanation goes to, by its name in the user's code."""

from __future__ import annotations

from dataclasses import replace

from ...graph import Node
from ..errors import unknown_name
from ..run import Run

PLAIN = str.maketrans("⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹", "()0123456789")
"""The second ``h``, ``h⁽²⁾``, may be typed as ``h(2)``."""


def target(run: Run, to: str | Node) -> tuple[Run, Node]:
    """The value called ``to``, and a run that has a desire for it if there is a path.

    Raises ``UnknownName``.
    """
    one = to if isinstance(to, Node) else called(run, to)
    if one in run.active or not one.differentiable:
        return run, one
    return replace(run, variables={**run.variables, str(to): one}), one


def called(run: Run, name: str) -> Node:
    """The value of that name. Raises ``UnknownName``."""
    known = names(run)
    if name not in known:
        told = map(str, run.symbols.values())
        raise unknown_name(str(name), run.title, [*run.variables, *told])
    return known[name]


def names(run: Run) -> dict[str, Node]:
    """Every value that can be asked for, by what the user calls it."""
    symbols = {str(symbol): one for one, symbol in run.symbols.items()}
    typed = {told.translate(PLAIN): one for told, one in symbols.items()}
    return {**typed, **symbols, **run.variables}
