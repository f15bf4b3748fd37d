"""Equations between matrices, told entry by entry so that each can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ..errors import Unreadable
from .formulas.parts import (
    Fenced,
    Fraction,
    Name,
    Part,
    Row,
    Scripts,
    Sign,
    Space,
    Table,
)
from .formulas.reading import read
from .formulas.text import written

MATRICES = ("matrix", "pmatrix", "bmatrix")
SIGNS = ("=", "≈")


def entrywise(latex: str) -> list[str]:
    r"""The equations of each entry, for what is said of whole matrices.

    >>> entrywise(r"\frac{dC}{dx} = \begin{bmatrix} 4 \cdot 3 \\ 10 \end{bmatrix}")
    ['dC/dx[0] = 4 · 3', 'dC/dx[1] = 10']
    """
    try:
        formula = read(latex)
    except Unreadable:
        return []
    return [one for sides in _equations(formula) for one in _told(sides)]


def _equations(formula: Part) -> Iterator[list[Part]]:
    """Sides and the signs between them; room and commas part the equations."""
    parts = formula.parts if isinstance(formula, Row) else (formula,)
    sides: list[Part] = [Row(())]
    for one in parts:
        if isinstance(one, Sign) and one.sign in SIGNS:
            sides += [one, Row(())]
        elif _separates(one):
            yield sides
            sides = [Row(())]
        else:
            before = sides.pop()
            assert isinstance(before, Row), "signs are followed by an empty row"
            sides.append(Row((*before.parts, one)))
    yield sides


def _separates(one: Part) -> bool:
    comma = isinstance(one, Sign) and one.sign == ","
    return comma or (isinstance(one, Space) and one.width >= 1)


def _told(sides: list[Part]) -> Iterator[str]:
    """One equation for each entry, if there are matrices and all have one shape."""
    tables = [table for one in sides if (table := _table(one))]
    shapes = {tuple(map(len, table.rows)) for table in tables}
    if len(shapes) != 1 or len(set(*shapes)) != 1:
        return
    rows, columns = len(tables[0].rows), len(tables[0].rows[0])
    for place in product(range(rows), range(columns)):
        told = [_entry(side, place, columns) for side in sides]
        yield " ".join(told)


def _entry(side: Part, place: tuple[int, int], columns: int) -> str:
    """What a side says of an entry; ``…`` for one that is neither name nor matrix."""
    if isinstance(side, Sign):
        return side.sign
    if table := _table(side):
        return written(table.rows[place[0]][place[1]])
    kinds = Name | Scripts | Fraction
    if (
        isinstance(side, Row)
        and len(side.parts) == 1
        and isinstance(side.parts[0], kinds)
    ):
        index = place if columns > 1 else place[:1]
        return f"{written(side)}[{','.join(map(str, index))}]"
    return "…"


def _table(side: Part) -> Table | None:
    """The matrix that a side is."""
    parts = side.parts if isinstance(side, Row) else ()
    only = parts[0] if len(parts) == 1 else None
    inside = only.of if isinstance(only, Fenced) else only
    return inside if isinstance(inside, Table) and inside.kind in MATRICES else None
