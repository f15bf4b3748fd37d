"""A published number, and the function that computes what Backsweep sees of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Seen = float | str


class Case(NamedTuple):
    """``seen()`` must be ``expected`` to within ``tolerance``; a text, to the letter.

    ``beyond`` is for a bound: ``"<"`` lets less pass, ``">"`` more.
    """

    what: str
    expected: Seen
    tolerance: float
    seen: Callable[[], Seen]
    beyond: str = ""

    def agrees(self, found: Seen) -> bool:
        """Whether what was found is what was published."""
        if isinstance(found, str) or isinstance(self.expected, str):
            return found == self.expected
        off = found - self.expected
        passes = off < 0 if self.beyond == "<" else off > 0 and self.beyond == ">"
        return passes or abs(off) <= self.tolerance
