"""Nestings of arguments: dicts, lists, tuples, namedtuples, dataclasses, and ``None``.

A nesting is its leaves and its structure. The structure is compared and hashed, and
puts leaves together again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np


class Structure(NamedTuple):
    """How a nesting is put together; a leaf has the kind ``None``."""

    kind: Any
    keys: tuple[Any, ...] = ()
    children: tuple[Structure, ...] = ()

    @property
    def leaf_count(self) -> int:
        """The number of leaves."""
        return (
            1 if self.kind is None else sum(child.leaf_count for child in self.children)
        )

    def build(self, leaves: Sequence[Any]) -> Any:
        """The nesting with these leaves, in the order of :func:`flatten`."""
        return _build(self, iter(leaves))

    def assemble(self, children: Sequence[Any]) -> Any:
        """The outermost level alone, of children that are put together already."""
        kind = self.kind
        if kind is type(None):
            return None
        if kind is tuple or kind is list:
            return kind(children)
        if issubclass(kind, tuple):
            return kind(*children) if hasattr(kind, "_fields") else kind(children)
        if dataclasses.is_dataclass(kind):
            return _dataclass(kind, dict(zip(self.keys, children, strict=True)))
        if issubclass(kind, list):
            return kind(children)
        made = kind()
        for key, child in zip(self.keys, children, strict=True):
            made[key] = child
        return made


LEAF = Structure(None)
ALONE = frozenset((np.ndarray, np.float64, float))
"""The commonest arguments, which are no nesting: known without looking."""


def flatten(tree: Any) -> tuple[list[Any], Structure]:
    """The leaves of a nesting, and its structure.

    >>> leaves, structure = flatten({"w": [1.0, 2.0], "b": (3.0,)})
    >>> leaves
    [1.0, 2.0, 3.0]
    >>> structure.build([10, 20, 30])
    {'w': [10, 20], 'b': (30,)}
    """
    if type(tree) in ALONE:
        return [tree], LEAF
    leaves: list[Any] = []
    return leaves, _flatten(tree, leaves)


def map_leaves(function: Callable[..., Any], tree: Any, *others: Any) -> Any:
    """The nesting with ``function`` applied to its leaves, and those of others."""
    leaves, structure = flatten(tree)
    rest = [flatten(other)[0] for other in others]
    return structure.build(
        [function(*some) for some in zip(leaves, *rest, strict=True)]
    )


def paths(tree: Any) -> list[str]:
    """How each leaf is reached: ``['w'][0]``; empty for a leaf by itself."""
    return list(_paths(flatten(tree)[1], ""))


def _flatten(tree: Any, leaves: list[Any]) -> Structure:
    parts = _parts(tree)
    if parts is None:
        leaves.append(tree)
        return LEAF
    keys, children = parts
    structures = tuple([_flatten(child, leaves) for child in children])
    return Structure(type(tree), keys, structures)


def _parts(tree: Any) -> tuple[tuple[Any, ...], Sequence[Any]] | None:
    """The keys and children of a nesting; ``None`` for a leaf."""
    kind = type(tree)
    if kind is tuple or kind is list or isinstance(tree, tuple):
        return (), tree
    if isinstance(tree, dict):
        return tuple(tree), list(tree.values())
    if tree is None:
        return (), ()
    if isinstance(tree, list):
        return (), tree
    if dataclasses.is_dataclass(kind):
        names = tuple(field.name for field in dataclasses.fields(tree))
        return names, [getattr(tree, name) for name in names]
    return None


def _build(structure: Structure, leaves: Iterator[Any]) -> Any:
    if structure.kind is None:
        return next(leaves)
    return structure.assemble([_build(child, leaves) for child in structure.children])


def _dataclass(kind: Any, values: dict[str, Any]) -> Any:
    """A dataclass with these fields, whatever its ``__init__`` takes."""
    made = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


def _paths(structure: Structure, prefix: str) -> Iterator[str]:
    if structure.kind is None:
        yield prefix
    for step, child in zip(steps(structure), structure.children, strict=True):
        yield from _paths(child, prefix + step)


def steps(structure: Structure) -> list[str]:
    """How each child is reached: ``['w']``, ``[0]`` or ``.w``."""
    if dataclasses.is_dataclass(structure.kind):
        return [f".{key}" for key in structure.keys]
    keys = structure.keys or range(len(structure.children))
    return [f"[{key!r}]" for key in keys]
