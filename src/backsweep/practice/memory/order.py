"""In which order: mixed, so that each item has to be recognised before it is done."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

from .items import Item, Kind


def interleaved(items: Sequence[Item]) -> tuple[Item, ...]:
    """Skills spread evenly among cards, and neighbours from different lessons.

    >>> cards = [Item(name, Kind.CARD, "l", name, 0.1) for name in "abcd"]
    >>> skill = Item("skill:s", Kind.SKILL, "l", "s", 1.5)
    >>> [item.id for item in interleaved([skill, *cards])]
    ['a', 'b', 'skill:s', 'c', 'd']
    """
    placed = [
        ((place + 0.5) / len(line), item)
        for kind in (Kind.CARD, Kind.SKILL)
        for line in [_lessons_apart([i for i in items if i.kind is kind])]
        for place, item in enumerate(line)
    ]
    return tuple(item for _, item in sorted(placed, key=lambda pair: pair[0]))


def _lessons_apart(items: Sequence[Item]) -> list[Item]:
    """Neighbours from different lessons where possible, each lesson in its order.

    The lesson with most items left goes next, unless it has just been: so no lesson is
    left over at the end that could have been spread.
    """
    left: dict[str, deque[Item]] = defaultdict(deque)
    for item in items:
        left[item.lesson].append(item)
    line: list[Item] = []
    while len(line) < len(items):
        just = line[-1].lesson if line else None
        fullest = max(
            left, key=lambda name: (bool(left[name]) and name != just, len(left[name]))
        )
        line.append(left[fullest].popleft())
    return line
