"""The given numbers: ``a0 = 1, W = [[1, 2], [3, 4]]``."""

from __future__ import annotations

from ..errors import Unreadable
from .graph import Value
from .reader import FUNCTIONS, GRAPHS, Reader
from .tokens import Token, tokens

MOST_ENTRIES = 8
MOST_DIMENSIONS = 2


def given(text: str) -> dict[str, Value]:
    """The given numbers by name, exactly, in the author's order.

    >>> given("a0 = 1, y = -1/2")
    {'a0': Fraction(1, 1), 'y': Fraction(-1, 2)}
    """
    row = tuple(one for one in tokens(text) if one.text != "\n")
    reader = Reader(row, GRAPHS)
    pairs = [] if reader.cursor.done else reader.cursor.several(lambda: _pair(reader))
    reader.finish()
    for place, (name, _) in enumerate(pairs):
        if any(name.text == other.text for other, _ in pairs[:place]):
            raise _refused(f"{name.text} is given twice", name, "keep one of the two")
    return {name.text: value for name, value in pairs}


def _pair(reader: Reader) -> tuple[Token, Value]:
    name = reader.cursor.a("name", "a name")
    if name.text in FUNCTIONS:
        raise _refused(f"{name.text} is a function", name, "choose another name")
    reader.cursor.expect("=")
    return name, _value(reader)


def _value(reader: Reader, dimensions: int = 0) -> Value:
    if (opened := reader.cursor.accept("[")) is None:
        return reader.plain_number()
    if dimensions == MOST_DIMENSIONS:
        raise _refused("the array is too deep", opened, "use rows of numbers at most")
    row = reader.cursor.several(lambda: _value(reader, dimensions + 1))
    reader.cursor.expect("]")
    _check_row(row, opened)
    return row


def _check_row(row: tuple[Value, ...], opened: Token) -> None:
    if len(row) > MOST_ENTRIES:
        cure = f"use at most {MOST_ENTRIES} by {MOST_ENTRIES}"
        raise _refused("the array is too large", opened, cure)
    lengths = {len(one) if isinstance(one, tuple) else None for one in row}
    if len(lengths) > 1:
        raise _refused("the rows differ in length", opened, "make them equally long")


def _refused(what: str, token: Token, cure: str) -> Unreadable:
    return Unreadable(what, where=token.place, cure=cure)
