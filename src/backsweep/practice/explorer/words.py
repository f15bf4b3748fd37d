"""What a moment of the sweep means, in a sentence."""

from __future__ import annotations

from ...explain.formula.expression import Number, Rate
from ..exercise.words import Words
from .sweep import Moment


def words(moment: Moment) -> Words:
    """The sentence beside a moment's formula.

    >>> from ...explain.formula.expression import Symbol
    >>> w, C = Symbol("w"), Symbol("C")
    >>> back = Moment(Rate(C, w), C, C, -3, w, back=True)
    >>> print("".join(map(str, words(back))))
    Nudge w up a little: C falls 3 times as much.
    """
    if not isinstance(moment.symbol, Rate):
        return ("Forward: ", moment.about, " is worked out from what feeds it.")
    cost, slope = moment.symbol.of, moment.number
    nudged = ("Nudge ", moment.about, " up a little: ", cost)
    if not slope:
        return (*nudged, " does not move.")
    way, size = ("rises", slope) if slope > 0 else ("falls", -slope)
    if size == 1:
        return (*nudged, f" {way} as much.")
    return (*nudged, f" {way} ", Number(size), " times as much.")
