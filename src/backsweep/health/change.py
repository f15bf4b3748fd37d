"""What is changed on a copy of a network to try a cure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Change:
    """A cure as it is tried: nothing of it ever touches the user's own network.

    ``scale`` multiplies parameters, by name; ``activation`` takes the place of every
    activation; ``normalise`` makes mean 0 and variance 1 over the samples of what each
    activation is given; ``residual`` adds to what an activation gives what its layer
    was given, where the shapes agree.
    """

    scale: Mapping[str, float] = field(default_factory=dict)
    activation: str | None = None
    normalise: bool = False
    residual: bool = False
