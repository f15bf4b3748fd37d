"""Given numbers as a lesson writes them."""

from __future__ import annotations

from collections.abc import Mapping

from .graph import Value


def written(given: Mapping[str, Value]) -> str:
    """What ``given`` reads, as text that it reads as the same.

    >>> from .values import given
    >>> written(given("a0 = 1, W = [[1, 2], [3, -0.5]]"))
    'a0 = 1, W = [[1, 2], [3, -1/2]]'
    """
    return ", ".join(f"{name} = {_value(value)}" for name, value in given.items())


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    return str(value)
