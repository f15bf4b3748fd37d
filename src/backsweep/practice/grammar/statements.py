"""The graph of an exercise: statements, in the order in which they are computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...explain.formula.expression import Formula, Symbol
from ...explain.formula.trees import parts
from ..errors import Unreadable
from .graph import Statement
from .reader import FUNCTIONS, GRAPHS, Reader
from .tokens import Token, tokens

MOST_STATEMENTS = 60


def graph(text: str) -> tuple[Statement, ...]:
    """The statements of ``text``, each after those it needs, the cost last.

    >>> [str(one.name) for one in graph("C = (a - y)**2; a = w*x")]
    ['a', 'C']
    """
    written = [_statement(row) for row in _rows(tokens(text))]
    _check_count(written)
    _check_twice(written)
    ordered = _ordered(written)
    _check_one_end(ordered)
    return tuple(ordered)


def names(formula: Formula) -> set[str]:
    """The names that a formula needs.

    >>> from .expressions import expression
    >>> sorted(names(expression("w1*a0 + W[0,1]")))
    ['W', 'a0', 'w1']
    """
    here = {formula.name} if isinstance(formula, Symbol) else set()
    return here.union(*map(names, parts(formula)))


def _rows(found: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """The tokens of each statement, with an end of its own."""
    for between, row in groupby(found, key=_separates):
        if not between:
            kept = tuple(row)
            end = kept[-1].end
            yield (*kept, Token("end", "", end, end))


def _separates(token: Token) -> bool:
    return token.kind == "end" or (token.kind == "sign" and token.text in (";", "\n"))


def _statement(row: tuple[Token, ...]) -> Statement:
    reader = Reader(row, GRAPHS)
    name = reader.cursor.a("name", "a name")
    if name.text in FUNCTIONS:
        cure = "give the value a name of its own"
        raise Unreadable(f"{name.text} is a function", where=name.place, cure=cure)
    reader.cursor.expect("=")
    return Statement(name.text, reader.whole())


def _check_count(written: Sequence[Statement]) -> None:
    if not 1 <= len(written) <= MOST_STATEMENTS:
        raise Unreadable(
            f"the graph has {len(written)} statements",
            where="in the graph",
            cure=f"write one to {MOST_STATEMENTS}, such as C = (a - y)**2; a = w*x",
        )


def _check_twice(written: Sequence[Statement]) -> None:
    for place, one in enumerate(written):
        if any(one.name == other.name for other in written[:place]):
            cure = "give one of the two another name"
            what = f"{one.name} is computed twice"
            raise Unreadable(what, where=f"at '{one.name} ='", cure=cure)


def _ordered(written: Sequence[Statement]) -> list[Statement]:
    """Always the first statement that has all it needs."""
    left, made = list(written), list[Statement]()
    while left:
        waiting = {one.name for one in left}
        ready = next((x for x in left if not names(x.formula) & waiting), None)
        if ready is None:
            raise _circle(left)
        left.remove(ready)
        made.append(ready)
    return made


def _circle(left: Sequence[Statement]) -> Unreadable:
    """Everything left needs something left: following that ends in a circle."""
    needs = {one.name: names(one.formula) for one in left}
    walk = [left[0].name]
    while walk[-1] not in walk[:-1]:
        walk.append(next(one for one in needs if one in needs[walk[-1]]))
    members = walk[walk.index(walk[-1]) :]
    return Unreadable(
        f"the statements go in a circle: {' needs '.join(members)}",
        where=f"at '{members[0]} ='",
        cure="compute each value from given numbers and earlier values only",
    )


def _check_one_end(ordered: Sequence[Statement]) -> None:
    used = set[str]().union(*(names(one.formula) for one in ordered))
    ends = [one.name for one in ordered if one.name not in used]
    if len(ends) > 1:
        raise Unreadable(
            f"the graph ends in {', '.join(ends[:-1])} and {ends[-1]}",
            where="in the graph",
            cure="let all of them flow into one value, the cost",
        )
