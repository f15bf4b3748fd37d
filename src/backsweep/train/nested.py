"""Functions over nested parameters: dicts and lists with arrays as their leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Nested = Any
"""An array, or a dict or list of ``Nested``."""


def each(function: Callable[..., Any], first: Nested, *others: Nested) -> Nested:
    """Apply ``function`` to the leaves that stand at the same place in every nesting.

    >>> each(lambda w, slope: w - 0.1 * slope, {"w": [2.0, 3.0]}, {"w": [10.0, 20.0]})
    {'w': [1.0, 1.0]}
    """
    if isinstance(first, dict):
        return {
            key: each(function, *(one[key] for one in (first, *others)))
            for key in first
        }
    if isinstance(first, list):
        rows = zip(first, *others, strict=True)
        return [each(function, *row) for row in rows]
    return function(first, *others)


def named(nested: Nested, prefix: str) -> Iterator[tuple[str, Any]]:
    """Every leaf with the path that leads to it.

    >>> dict(named([{"weights": 1.5, "bias": 0.0}], "layer"))
    {'layer.0.weights': 1.5, 'layer.0.bias': 0.0}
    """
    if isinstance(nested, dict):
        for key, part in nested.items():
            yield from named(part, f"{prefix}.{key}")
    elif isinstance(nested, list):
        for place, part in enumerate(nested):
            yield from named(part, f"{prefix}.{place}")
    else:
        yield prefix, nested


def filled(pattern: Nested, prefix: str, values: dict[str, Any]) -> Nested:
    """The nesting of ``pattern`` with its leaves taken from ``values`` by their path.

    >>> filled([{"bias": None}], "layer", {"layer.0.bias": 7.0})
    [{'bias': 7.0}]

    Raises ``KeyError`` for a leaf that ``values`` does not have.
    """
    if isinstance(pattern, dict):
        return {k: filled(one, f"{prefix}.{k}", values) for k, one in pattern.items()}
    if isinstance(pattern, list):
        return [filled(one, f"{prefix}.{k}", values) for k, one in enumerate(pattern)]
    return values[prefix]
