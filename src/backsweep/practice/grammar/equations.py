"""The equations that prose states, so that each number in them can be recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...explain.formula.expression import Formula, Minus, Number, Power, Product
from ..errors import Unreadable
from .latex import NO_TEXT, plain
from .reader import FUNCTIONS, Dialect, Reader, is_tall
from .tokens import LONGEST_TEXT, Token, check_length, tokens

MATHS = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
PROSE = Dialect(FUNCTIONS | {"max": 2})
TYPESET = Dialect(FUNCTIONS | {"max": 2}, loose=True)
EQUAL, NEARLY = "=", "≈"
MAY_PRECEDE = set('([,;:"“«—|=≈\n')
MAY_FOLLOW = set(')],.;:?!"”»—|=≈\n')
"""What may touch a formula without being a part of it."""
OPERATORS = ("+", "-", "*", "/", "@", "^", "**")
CUT = ("%", "‰", "°", "…", "..", "...")
"""What makes the formula beside it only a part of what is meant."""


@dataclass(frozen=True)
class Side:
    """One side of an equation; ``formula`` is ``None`` for what cannot be read.

    ``approximate`` says that a ≈ stands before it; ``digits`` are the decimals of a
    plain number, so that a rounded one can be told from a wrong one.
    """

    formula: Formula | None
    text: str
    approximate: bool = False
    digits: int | None = None


@dataclass(frozen=True)
class Equation:
    """Sides that are said to be equal; ``start`` is where they begin in the text."""

    sides: tuple[Side, ...]
    text: str
    start: int


def equations(text: str) -> list[Equation]:
    """The equations of prose in which ``$...$`` is typeset.

    >>> [one.text for one in equations(r"So $a_1 = 2$ and C = (4 − 3)² = 1.")]
    ['a1 = 2', 'C = (4 − 3)² = 1']
    """
    check_length(text, LONGEST_TEXT)
    prose = MATHS.sub(lambda found: NO_TEXT * len(found.group()), text)
    stated = plain_equations(prose)
    for found in MATHS.finditer(text):
        for one in latex_equations(found.group(1) or found.group(2)):
            stated.append(Equation(one.sides, one.text, found.start()))
    return sorted(stated, key=lambda one: one.start)


def plain_equations(text: str) -> list[Equation]:
    """The equations of prose as a person writes them, without markup.

    Of the words around an equation only names and numbers that a sign joins to it
    count as its own.

    >>> [one.text for one in plain_equations("so dC/dw1 = 2·2·2·1 = 8, and then")]
    ['dC/dw1 = 2·2·2·1 = 8']
    """
    return list(_Scan(text, PROSE).equations())


def latex_equations(text: str) -> list[Equation]:
    r"""The equations of a typeset formula; they start at 0, and their text is plain.

    >>> latex_equations(r"\frac{dC}{da_3} = 2 \cdot 1")[0].text
    '(dC/da3) = 2 * 1'
    """
    found = _Scan(plain(text), TYPESET).equations()
    return [Equation(one.sides, one.text, 0) for one in found]


class _Scan:
    """Walks through a text from formula to formula; a sign after one makes a chain."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        row = tokens(text, rates=True)
        self.reader = Reader(_without_wraps(row), dialect)
        self.cursor = self.reader.cursor

    def equations(self) -> Iterator[Equation]:
        while not self.cursor.done:
            start = self.cursor.place
            sides = [self._side(approximate=False)]
            while sign := self.cursor.accept(EQUAL, NEARLY):
                sides.append(self._side(sign.text == NEARLY))
            if any(side.formula for side in sides[1:]):
                yield self._equation(start, sides)
            elif self.cursor.place == start:
                self.cursor.take()

    def _equation(self, start: int, sides: list[Side]) -> Equation:
        first = self.cursor.tokens[start].start
        text = self.text[first : self.cursor.last.end]
        return Equation(tuple(sides), text, first)

    def _side(self, approximate: bool) -> Side:
        """The formula that comes next, unless it is cut out of something else."""
        start = self.cursor.place
        try:
            formula = self.reader.formula()
        except Unreadable:
            self.cursor.place = start
            return Side(None, "", approximate)
        row = self.cursor.tokens[start : self.cursor.place]
        text = self.text[row[0].start : row[-1].end]
        if is_tall(formula) or self._is_cut(start):
            return Side(None, text, approximate)
        return Side(formula, text, approximate, _decimals(formula, row))

    def _is_cut(self, start: int) -> bool:
        row = self.cursor.tokens
        first, last, after = row[start], self.cursor.last, self.cursor.next
        on = last.touches(after) and after.text not in MAY_FOLLOW
        if start == 0:
            return on or _is_part(after)
        before = row[start - 1]
        up = before.touches(first) and before.text not in MAY_PRECEDE
        counted = before.kind in ("number", "raised")
        return on or up or counted or _is_part(before) or _is_part(after)


def _without_wraps(row: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without the ends of lines at which a formula goes on."""
    signs = (EQUAL, NEARLY, *OPERATORS)
    around = zip(row[:1] + row, row, row[1:] + row[-1:], strict=False)
    return tuple(
        here
        for before, here, after in around
        if here.text != "\n" or not {before.text, after.text} & set(signs)
    )


def _is_part(neighbour: Token) -> bool:
    return neighbour.text in (CUT if neighbour.kind == "unknown" else OPERATORS)


def _decimals(formula: Formula, row: tuple[Token, ...]) -> int | None:
    """How many decimals were written, if the formula is one plain number."""
    size = formula.of if isinstance(formula, Minus) else formula
    written = next((one.text for one in row if one.kind == "number"), "")
    match size:
        case Number() if written.isascii():
            return _written_decimals(written)
        case Product((Number(), Power(Number(10), Number(int(power))))):
            return max(_written_decimals(written) - power, 0)
    return None


def _written_decimals(number: str) -> int:
    mantissa, _, power = number.lower().partition("e")
    return max(len(mantissa.partition(".")[2]) - int(power or 0), 0)
