"""What a learner types in a box, read as the number that is meant."""

from __future__ import annotations

import re
from fractions import Fraction

from ..errors import Unreadable
from .exact import exact
from .reader import Dialect, Reader
from .tokens import check_length, tokens
from .typography import FULL_WIDTH

LONGEST_ANSWER = 60
WITH_COMMA = re.compile(r"[0-9.,]*,[0-9.,]*")
DECIMAL = re.compile(r"[0-9]*,[0-9]+")
THOUSANDS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
LAST_POINT = re.compile(r"(?<=[0-9])\.(?![0-9])")
NUMBERS = Dialect({})


def answer(text: str) -> Fraction:
    """The number that was typed, exactly.

    >>> answer("0,5"), answer("−8"), answer("2^-5")
    (Fraction(1, 2), Fraction(-8, 1), Fraction(1, 32))
    """
    check_length(text, LONGEST_ANSWER)
    if not text.strip():
        raise _refused("the box is empty", "write a number, such as 1/2 or -0.5")
    if "%" in text.translate(FULL_WIDTH):
        raise _refused("percent is not read here", "write 0.5 for fifty percent")
    plain = WITH_COMMA.sub(_with_point, text.strip().translate(FULL_WIDTH))
    row = tokens(LAST_POINT.sub("", plain), LONGEST_ANSWER)
    return exact(Reader(row, NUMBERS).whole())


def _with_point(found: re.Match[str]) -> str:
    """A decimal comma as a point, where it can be nothing else."""
    written = found.group()
    if THOUSANDS.fullmatch(written):
        whole, point = written.replace(",", ""), written.replace(",", ".")
        what = f"{written} can be read in two ways"
        raise _refused(what, f"write {whole} or {point}")
    if not DECIMAL.fullmatch(written):
        raise _refused(
            "the commas cannot be read", "write one decimal point, as in 0.5"
        )
    return written.replace(",", ".")


def _refused(what: str, cure: str) -> Unreadable:
    return Unreadable(what, where="in the box", cure=cure)
