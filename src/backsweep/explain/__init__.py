"""Every gradient as its chains, its factors, and the work they share.

``explanation`` is the way in. ``run`` keeps one call; ``values`` gives its numbers, in
floats or fractions; ``scalars`` takes arrays apart; ``links`` finds the rates between
named values and ``chains`` multiplies them. ``parts`` has one file for each thing that
is told of a small graph, ``depth`` those of a large one. ``formula`` and ``report``
write it down, ``drawing`` draws it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .begin import explain as explain
from .errors import BadInput as BadInput
from .errors import NotFinite as NotFinite
from .errors import TooLarge as TooLarge
from .errors import UnknownName as UnknownName
from .named import named as named

if TYPE_CHECKING:
    from .explanation import Explanation as Explanation


def __getattr__(name: str) -> Any:
    """``Explanation``, loaded when it is asked for: most programs never do."""
    if name == "Explanation":
        from .explanation import Explanation

        return Explanation
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
