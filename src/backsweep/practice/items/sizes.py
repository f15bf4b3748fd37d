"""Sizes to choose from: what the slope predicts, and what wrong derivations would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ...explain.formula.expression import Number, Rate
from ..exercise.arithmetic import Real
from ..exercise.steps import Step
from ..exercise.words import Words
from ..mistakes.fault import Fault
from ..variants.certify import number
from ..variants.seeds import generator
from ..variants.variant import Variant
from .question import Option, Question
from .running import moved

NUDGES = tuple(Fraction(1, 10**power) for power in range(1, 4))
"""Of these nudges, the largest is made that can be taken for no other size."""
WRONG = 2
"""So many wrong sizes stand beside the right one."""
APART, FARTHEST = Fraction(3, 2), 50
"""By how many times two sizes differ, at least and at most: else it is no choice, or
an easy one."""
NEAR = Fraction(1, 8)
"""How far off a measured change may be, as a part of the gap to the nearest size."""


@dataclass(frozen=True)
class Nudge:
    """A nudge of what a slope is for: the change predicted, and the one measured."""

    size: Fraction
    slope: Real
    measured: Real

    @property
    def predicted(self) -> Real:
        """The change if the slope stayed as it is."""
        return self.slope * self.size


def nudge(variant: Variant, rate: Rate, slopes: Sequence[Real]) -> Nudge:
    """The nudge to make: the first slope is right, and the change must tell it."""
    slope = slopes[0]
    gap = min((size(slope - one) for one in slopes[1:]), default=1)
    for step in NUDGES:
        made = Nudge(step, slope, moved(variant, rate, step))
        if size(made.measured - made.predicted) <= NEAR * gap * step:
            break
    return made


def wrong_slopes(variant: Variant, step: Step) -> list[tuple[Real, Fault]]:
    """Slopes that wrong derivations give, far enough from the right one and another."""
    found: list[tuple[Real, Fault]] = []
    right = variant.numbers[step.id]
    for fault in _shuffled(variant, step):
        made = number(variant.consequence(fault, step), variant.numbers)
        others = [right, *(slope for slope, _ in found)]
        if made is not None and all(_apart(made, one) for one in others):
            found.append((made, fault))
        if len(found) == WRONG:
            break
    return found


def _shuffled(variant: Variant, step: Step) -> Iterator[Fault]:
    faults = [fault for fault, _ in variant.here.seen_from(step)]
    generator("sizes", variant.exercise.graph, variant.seed).shuffle(faults)
    return iter(faults)


def _apart(one: Real, other: Real) -> bool:
    """Whether two sizes are a fair choice: neither alike nor out of proportion."""
    small, large = sorted((size(one), size(other)))
    if not small:
        return one != other
    close = one * other > 0 and large < small * APART
    return not close and large <= small * FARTHEST


def size(number: Real) -> Real:
    """A number without its sign."""
    return -number if number < 0 else number


def change(
    rate: Rate, nudge: Nudge, wrong: Sequence[tuple[Real, Fault]]
) -> Question | None:
    """What becomes of the cost under the nudge; ``None`` if too little is wrong."""
    if len(wrong) < WRONG:
        return None
    faults = {slope: (fault.id,) for slope, fault in wrong}
    slopes = sorted([nudge.slope, *faults])
    ids = {slope: str(place) for place, slope in enumerate(slopes)}
    options = tuple(
        Option(ids[one], _told(one * nudge.size), faults.get(one, ())) for one in slopes
    )
    more = (" is made ", Number(nudge.size), " larger. What does ", rate.of, " do?")
    asked = (rate.by, *more)
    return Question(f"change({rate})", asked, options, ids[nudge.slope])


def _told(change: Real) -> Words:
    if not change:
        return ("it stays as it is",)
    way = "rises" if change > 0 else "falls"
    return (f"it {way} by about ", Number(size(change)))
