"""Parts of arrays: which entry of which value it is that a pick takes."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

import numpy as np

from ...graph import Node, Shape
from ...ops import (
    ALL,
    ANY,
    CAST,
    LENGTH,
    MARK,
    MATMUL,
    MAX,
    MIN,
    PERMUTE,
    PICK,
    RESHAPE,
    SPREAD,
    STOP,
    SUM,
    elementwise,
)
from ...source.spell import slices

POSITIVE = elementwise(np.positive)
SAME = (MARK, STOP, SPREAD, POSITIVE)
FOLLOWED = (PICK, PERMUTE, RESHAPE)
REDUCED = (SUM, MAX, MIN, ANY, ALL, LENGTH)
SHORTENING = (PICK, MATMUL, *REDUCED)
"""What leaves axes of length 1 that nobody writes: ``keepdims``, a vector's column."""


def is_transparent(one: Node) -> bool:
    """Whether the node's formula is that of its input."""
    if one.op is CAST:
        old, new = one.inputs[0].dtype.kind, one.dtype.kind
        return new == "f" or old == new or (old != "f" and new != "b")
    if one.op is RESHAPE:
        words = reshape_words(one)
        unseen = words == [] or one.inputs[0].op in SHORTENING
        return words is not None and unseen
    return one.op in SAME


def reshape_words(one: Node) -> list[str] | None:
    """The index that a reshape is: ``[:, None]``, or ``[:, 0]`` for an axis dropped.

    Empty where the axes still line up as they did, ``None`` where no index does it.
    """
    old, new = one.inputs[0].shape, one.shape
    if one.size == 1:
        return []
    for wide, narrow, word in ((new, old, "None"), (old, new, "0")):
        words = _lined_up(wide, narrow, word)
        if words is not None:
            return trimmed(words) if word in words[words.index(":") :] else []
    return None


def _lined_up(wide: Shape, narrow: Shape, word: str) -> list[str] | None:
    """A colon for each axis of ``narrow``, and ``word`` for those of length 1 between.

    >>> _lined_up((3, 1), (3,), "None")
    [':', 'None']
    """
    words, left = [], list(narrow)
    for length in wide:
        same = bool(left) and left[0] == length
        if not same and length != 1:
            return None
        words.append(":" if same else word)
        del left[: int(same)]
    return None if left else words


def shown(one: Node, named: Container[Node]) -> Node:
    """The node whose formula stands for ``one``."""
    while one not in named and is_transparent(one):
        one = one.inputs[0]
    return one


def shown_shape(one: Node, named: Container[Node]) -> Shape:
    """The shape of what the formula of ``one`` says; a pick loses its short axes."""
    base = shown(one, named)
    if base.op is PICK and base not in named:
        return tuple(n for n in base.shape if n != 1)
    return base.shape


def entry(one: Node, named: Container[Node]) -> tuple[Node, tuple[int, ...]]:
    """The value that a pick of one entry leads back to, and the entry's place in it."""
    place = _before(one, (0,) * one.ndim)
    one = one.inputs[0]
    while one not in named and (is_transparent(one) or one.op in FOLLOWED):
        place = _before(one, place)
        one = one.inputs[0]
    return one, tuple(map(int, place))


def _before(one: Node, place: tuple[int, ...]) -> tuple[int, ...]:
    """The place in the input that the entry at ``place`` comes from."""
    shape = one.inputs[0].shape
    if one.op is PICK:
        (triples,) = one.params
        return tuple(t[0] + k * t[2] for t, k in zip(triples, place, strict=True))
    if one.op is PERMUTE:
        return tuple(place[one.params[0].index(axis)] for axis in range(one.ndim))
    if one.op is RESHAPE:
        flat = np.ravel_multi_index(place, one.shape) if place else 0
        return np.unravel_index(flat, shape) if shape else ()  # type: ignore
    if one.op is SPREAD:
        inner = place[len(place) - len(shape) :]
        return tuple(0 if n == 1 else k for k, n in zip(inner, shape, strict=True))
    return place


def slice_words(triples: Any, source: Node, taken: Shape) -> list[str]:
    """The index of a part as Python writes it, an axis each; whole ends left out."""
    ways = slices(triples, source).split(", ")
    parts = zip(triples, taken, ways, strict=True)
    return trimmed([str(t[0]) if n == 1 else way for t, n, way in parts])


def trimmed(words: list[str]) -> list[str]:
    """Without the whole axes at the end, as one would write it."""
    while len(words) > 1 and words[-1] == ":":
        words = words[:-1]
    return words
