"""What the page says of a box: its verdict, and how else its number comes about.

The right number is never said here: it is for the learner to find.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...explain.formula.expression import Formula, Rate, Symbol
from ...explain.formula.numbers import spelled
from ...explain.formula.trees import parts
from ..exercise.words import Words
from ..grading.grade import Grade, Mark, Verdict
from ..mistakes.fault import Fault
from .layout import called
from .ways import Way, ways

COMPARED = 2
"""With more ways to a number than this, they are named, and not worked out each."""

SHORT: Mapping[Verdict, str] = {
    Verdict.RIGHT: "right",
    Verdict.FOLLOWS: "follows",
    Verdict.WRONG: "not yet",
    Verdict.UNREADABLE: "unclear",
}
SIGNS: Mapping[Verdict, str] = {
    Verdict.RIGHT: "✓",
    Verdict.FOLLOWS: "✓",
    Verdict.WRONG: "✗",
    Verdict.UNREADABLE: "?",
}
OFF = (Verdict.WRONG, Verdict.FOLLOWS)


@dataclass(frozen=True)
class Told:
    """What is said under a box: the verdict in words, ways to the number, and why.

    ``fitting`` are the slips that lead to the number, where there are several.
    """

    words: Words
    fitting: tuple[Words, ...] = ()
    ways: tuple[tuple[Way, Way], ...] = ()
    why: tuple[Words, ...] = ()

    @property
    def said(self) -> str:
        """The same to be heard: formulas in their text."""
        told = (self.words, *self.fitting, *self.why)
        return " ".join("".join(map(str, words)) for words in told)


def told(grade: Grade, mark: Mark) -> Told | None:
    """What there is to say of a box beyond its short word."""
    match mark.verdict:
        case Verdict.UNREADABLE:
            return Told(_unclear(mark))
        case Verdict.FOLLOWS:
            return Told(_follows(grade, mark))
        case Verdict.WRONG:
            return _wrong(grade, mark)
        case _:
            return None


def _unclear(mark: Mark) -> Words:
    """Why it cannot be read; what was typed is told back as it was typed."""
    first, *_ = mark.trouble.split()
    words = (mark.trouble,)
    return (*words, ".") if first in mark.typed else sentence(words)


def _follows(grade: Grade, mark: Mark) -> Words:
    """Which of the learner's own numbers it is right from."""
    own = [(" and your ", x, f" = {_typed(grade, x)}") for x in _own(grade, mark)]
    listed = tuple(part for words in own for part in words)[1:]
    return ("Right, from your ", *listed, "." if listed else "own numbers.")


def _own(grade: Grade, mark: Mark) -> list[Formula]:
    """The learner's numbers in a step that are not the right ones."""
    marks = grade.marks
    used = dict.fromkeys(named(mark.step.formula))
    return [x for x in used if str(x) in marks and marks[str(x)].verdict in OFF]


def named(formula: Formula) -> Iterator[Formula]:
    """The values and rates that a formula is worked out from."""
    if isinstance(formula, Symbol | Rate):
        yield formula
        return
    for part in parts(formula):
        yield from named(part)


def _typed(grade: Grade, symbol: Formula) -> str:
    return spelled(grade.marks[str(symbol)].number)


def _wrong(grade: Grade, mark: Mark) -> Told:
    suspects = mark.suspects
    if not suspects:
        return Told(_unknown(grade, mark))
    close = suspects if len(suspects) <= COMPARED else ()
    several = len(suspects) > 1
    return Told(
        _several(mark) if several else _single(mark, suspects[0]),
        tuple(sentence(_placed(x, mark)) for x in suspects) if several else (),
        tuple(ways(grade, mark, fault) for fault in close),
        tuple(dict.fromkeys(sentence(fault.why) for fault in close)),
    )


def _unknown(grade: Grade, mark: Mark) -> Words:
    """No mistake that is known: where to look instead."""
    first = grade.wrong[0]
    plain = f"No slip that is known here gives {spelled(mark.number)}. "
    if first is mark:
        return (plain, "Work it out once more, or take a hint.")
    return (plain, "Look at ", *called(first.step), " first.")


def _several(mark: Mark) -> Words:
    number, count = spelled(mark.number), len(mark.suspects)
    return (f"{number} comes about in {count} ways. The next numbers will tell which.",)


def _single(mark: Mark, fault: Fault) -> Words:
    """What was done, as something that gives the number, not as something known."""
    placed = _placed(fault, mark)
    if str(fault.words[0]).startswith("you"):
        return (f"{spelled(mark.number)} is the number you get if ", *placed, ".")
    return sentence(placed)


def _placed(fault: Fault, mark: Mark) -> Words:
    """The words of a slip, with the step that it was made in if that is another."""
    here = fault.step.id == mark.step.id
    return fault.words if here else (*fault.words, ", at ", *called(fault.step))


def sentence(words: Words) -> Words:
    """Words with a capital in front and a full stop behind.

    >>> sentence(("you forgot to square",))
    ('You forgot to square', '.')
    """
    first, *others = words
    begun = first[:1].upper() + first[1:] if isinstance(first, str) else first
    return (begun, *others, ".")
