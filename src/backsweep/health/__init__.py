"""Which factor kills the gradient, and the cure.

``examine`` is the way in. ``record`` is what a probe finds; ``graph`` probes Backsweep
functions. ``mean_field`` predicts what chance makes of a layer. ``verdict``, ``cause``
and ``cures`` say what is wrong, why, and what helps; ``report`` tells it. ``lab`` is
for learners: gradients that vanish on purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .begin import health as health

if TYPE_CHECKING:
    from .report import Health as Health


def __getattr__(name: str) -> Any:
    """``Health``, loaded when it is asked for: most programs never do."""
    if name == "Health":
        from .report import Health

        return Health
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
