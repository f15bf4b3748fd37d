"""The variant to ask next: one whose numbers tell apart what the last left open."""

from __future__ import annotations

from collections.abc import Collection

from ..exercise.closeness import apart
from ..exercise.steps import Step
from ..mistakes.fault import Fault
from .certify import number
from .seeds import after
from .variant import Variant, variant

TRIES = 60


def followup(
    last: Variant, suspects: Collection[Fault], answer: Step, tries: int = TRIES
) -> Variant:
    """The next variant: of some fresh ones, that which splits the suspects best.

    No suspect gives the right answer there, and as few as can be give the same. The
    seeds follow from the last one's, so that a class sees the same series.
    """
    why = "/".join(sorted(fault.id for fault in suspects))
    best, least = None, float("inf")
    for turn in range(tries if len(suspects) > 1 else 1):
        found = variant(last.mistakes, after(last.seed, f"{why}/{turn}"))
        together = undecided(found, suspects, answer)
        if together < least:
            best, least = found, together
        if least == 0:
            break
    assert best is not None
    return best


def undecided(found: Variant, suspects: Collection[Fault], answer: Step) -> int:
    """How many pairs of suspects, and of a suspect and the right way, look alike.

    Pairs that look alike whatever the numbers are do not count.
    """
    prints = dict(found.here.seen_from(answer))
    shown = [fault for fault in suspects if fault in prints]
    made = [
        (number(found.consequence(x, answer), found.numbers), prints[x]) for x in shown
    ]
    alike = len(suspects) - len(shown)
    right = found.numbers[answer.id]
    for place, (value, its) in enumerate(made):
        alike += value is not None and not apart(value, right)
        for other, others in made[:place]:
            same = value is not None and other is not None and not apart(value, other)
            alike += same and its != others
    return alike
