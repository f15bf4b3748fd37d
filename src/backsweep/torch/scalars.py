"""Records where engineers look: in TensorBoard, or in any logger of scalars."""

from __future__ import annotations

import math
from typing import Any, Protocol

from ..health.record import Record, decades


class Writer(Protocol):
    """What TensorBoard's ``SummaryWriter`` is called by, and many others."""

    def add_scalar(self, tag: str, scalar_value: float, global_step: int) -> Any:
        """Note a number under a tag."""


def scalars(record: Record) -> dict[str, float]:
    """What a record tells, as numbers under names with slashes.

    The ratio between the ends of the network's chain is given in decades, for the whole
    and by kind of factor; then the worst squish, and the length of each gradient.
    """
    found = {"health/cost": record.cost}
    found["health/decades/all"] = decades(record.network)
    for kind in dict.fromkeys(one.kind for one in record.network):
        links = [one for one in record.network if one.kind == kind]
        found[f"health/decades/{kind}"] = decades(links)
    for one in record.squishes:
        found[f"health/dead/{one.name}"] = one.dead / one.units
        found[f"health/saturated/{one.name}"] = one.saturated
    for parameter in record.parameters:
        found[f"health/gradient/{parameter.name}"] = parameter.gradient
    return {name: x for name, x in found.items() if math.isfinite(x)}


def log_to(writer: Writer, found: Any, step: int) -> None:
    """Write a ``Record``, or the ``Health`` that has one, as scalars.

    >>> class Printed:
    ...     def add_scalar(self, tag, scalar_value, global_step):
    ...         print(tag, scalar_value, global_step)
    >>> log_to(Printed(), Record("net", cost=0.5, start=1.0, end=1.0), step=3)
    health/cost 0.5 3
    health/decades/all 0.0 3
    """
    record = found if isinstance(found, Record) else found.record
    for name, value in scalars(record).items():
        writer.add_scalar(name, value, step)
