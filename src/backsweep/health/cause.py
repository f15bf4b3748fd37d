"""Why a desire shrinks or grows: what slopes do, what weights do, and the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .record import Link, decades, factor

MATTERS = 0.5
"""What is left of the largest change must be more than this part of it to be shared."""


@dataclass(frozen=True)
class Share:
    """What the factors of one kind do together.

    ``share`` is their part of the whole change, in logarithms; against it, it is
    negative. ``None`` where what shrinks the desire and what makes it grow nearly make
    up for one another: a part of so little means nothing.
    """

    kind: str
    gain: float
    decades: float
    share: float | None


def causes(chain: Sequence[Link]) -> list[Share]:
    """The kinds of factors in a chain, those first that change the desire the most.

    >>> from .record import Link
    >>> slope, weight = Link("z", "tanh", "slope", 0.1), Link("a", "@", "weight", 0.01)
    >>> found = causes([slope, weight])
    >>> [(one.kind, round(one.share, 3)) for one in found]
    [('weight', 0.667), ('slope', 0.333)]
    """
    kinds = list(dict.fromkeys(one.kind for one in chain))
    sizes = {kind: decades([x for x in chain if x.kind == kind]) for kind in kinds}
    whole = math.fsum(sizes.values())
    most = max((abs(size) for size in sizes.values()), default=0.0)
    told = MATTERS * most < abs(whole) < math.inf
    shares = [
        Share(kind, factor(size), size, size / whole if told else None)
        for kind, size in sizes.items()
    ]
    return sorted(shares, key=lambda one: -abs(one.decades))
