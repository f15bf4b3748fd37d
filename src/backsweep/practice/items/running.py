"""A variant run: the engine's forward pass and gradient, and a nudge actually made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ...explain import explain
from ...explain.formula.expression import Formula, Rate
from ..exercise.arithmetic import Real
from ..exercise.network import arguments, function
from ..variants.variant import Variant


@dataclass(frozen=True)
class Ran:
    """What came out.

    ``values`` are those of the forward pass, ``gradient`` the slope of every number
    that was given, ``weights`` those of the weights alone.
    """

    values: Mapping[Formula, Real]
    gradient: Mapping[Formula, Real]
    weights: Mapping[Formula, Real]


def ran(variant: Variant, of: str) -> Ran:
    """Run a variant up to ``of``, and sweep back."""
    exercise = variant.exercise
    story = explain(function(exercise.graph, of))(**arguments(variant.given)).story
    names = {one: story.links.formula(one) for _, one in story.variables}
    weights = {one: name for one, name in names.items() if one in story.roles.weights}
    return Ran(
        {step.symbol: variant.numbers[step.id] for step in exercise.derivation.forward},
        {name: story.slope(one) for one, name in names.items()},
        {name: story.slope(one) for one, name in weights.items()},
    )


def moved(variant: Variant, rate: Rate, nudge: Fraction) -> Real:
    """How far a value really moves when what it depends on is nudged: run again."""
    of, by = str(rate.of), str(rate.by)
    nudged = variant.exercise.forward({**variant.known, by: variant.known[by] + nudge})
    return nudged[of] - variant.numbers[of]
