"""How long a call takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

REPEATS = 3


def shortest(call: Callable[[], Any]) -> float:
    """The seconds of the shortest of a few calls: what disturbs makes them longer.

    >>> shortest(lambda: sum(range(1000))) < 1
    True
    """
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)
