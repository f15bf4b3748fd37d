"""The exercises of a course, derived once and kept."""

from __future__ import annotations

from functools import lru_cache

from ..exercise.exercise import Exercise
from ..grammar.graph import Graph
from .mistakes import Mistakes

KEPT = 500
"""So many exercises are kept at a time; one takes some 50 kB."""


def mistakes_of(graph: Graph) -> Mistakes:
    """The exercise that a graph states, with its wrong derivations."""
    return _made(_Key(graph))


class _Key:
    """A graph as a key: two that are written alike are one."""

    def __init__(self, graph: Graph):
        self.graph, self._text = graph, repr(graph)

    def __hash__(self) -> int:
        return hash(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._text == other._text


@lru_cache(maxsize=KEPT)
def _made(key: _Key) -> Mistakes:
    return Mistakes(Exercise(key.graph))
