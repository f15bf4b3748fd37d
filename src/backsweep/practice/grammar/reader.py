"""Reads formulas off a row of tokens, by precedence of the signs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from ...explain.formula.expression import (
    Call,
    Formula,
    MatrixProduct,
    Minus,
    Number,
    Power,
    Product,
    Quotient,
    Rate,
    Sum,
    Symbol,
    Transpose,
)
from ...explain.formula.numbers import simplest
from ...explain.formula.trees import parts
from ..errors import Unreadable
from .cursor import Cursor
from .exact import exact
from .tokens import LARGEST_EXPONENT, Token, number

T = TypeVar("T")
DEEPEST = 40
"""How many brackets and signs may be open at once."""
TALLEST = 60
"""How many levels a formula may have; a row of quotients has many without brackets."""
FUNCTIONS = dict.fromkeys(("sigmoid", "tanh", "relu", "exp", "log", "sqrt", "sum"), 1)
"""The functions of the graph language, and how many arguments each takes."""


@dataclass(frozen=True)
class Dialect:
    """What is allowed where: graphs, boxes and prose differ a little.

    ``functions`` says how many arguments each takes. ``loose`` lets factors stand side
    by side with a space between, as typeset formulas do.
    """

    functions: Mapping[str, int]
    loose: bool = False


GRAPHS = Dialect(FUNCTIONS)


class Reader:
    """Reads the longest formula at the cursor.

    Where what follows a sign cannot be read, the formula ends before that sign, and
    the reason is kept for ``finish``: prose may go on with words, a graph may not.
    """

    def __init__(self, row: tuple[Token, ...], dialect: Dialect) -> None:
        self.cursor, self.dialect = Cursor(row), dialect
        self._failure: tuple[int, Unreadable] | None = None
        self._known: dict[int, tuple[Formula | Unreadable, int]] = {}
        self._depth = 0

    def whole(self) -> Formula:
        """The formula that all tokens make up, or the reason why they do not."""
        try:
            formula = self.formula()
        except Unreadable as error:
            self._fail(error)
            raise self._failed() from None
        self.finish()
        return self._checked(formula)

    def plain_number(self) -> Fraction:
        """The number that the formula at the cursor comes to; it holds no names."""
        return exact(self._checked(self.formula()))

    def finish(self) -> None:
        """Makes sure that nothing is left, and says why something is."""
        if not self.cursor.done:
            self._fail(self.cursor.missing("a sign such as + or *, or nothing more,"))
            raise self._failed()

    def formula(self) -> Formula:
        """A sum, the loosest of all; a minus in front is that of the whole term."""
        minus = self.cursor.accept("-")
        terms = [Minus(self._product()) if minus else self._product()]
        for sign, term in self._more(self._product, "+", "-"):
            terms.append(Minus(term) if sign == "-" else term)
        return terms[0] if len(terms) == 1 else Sum(tuple(terms))

    def _more(
        self, operand: Callable[[], Formula], *signs: str
    ) -> Iterator[tuple[str, Formula]]:
        """Each of ``signs`` that follows, with its operand; "" is a place without."""
        while (sign := self._sign(signs)) is not None:
            place = self.cursor.place
            self.cursor.accept(sign)
            try:
                found = operand()
            except Unreadable as error:
                self._fail(error)
                self.cursor.place = place
                return
            yield sign, found

    def _sign(self, signs: tuple[str, ...]) -> str | None:
        following = self.cursor.next
        if following.kind == "sign" and following.text in signs:
            return following.text
        return "" if "" in signs and self._beside() else None

    def _beside(self) -> bool:
        """Whether a factor follows without a sign: ``2(a3 - y)``, ``2a``."""
        last, following = self.cursor.last, self.cursor.next
        bracket = following.kind == "sign" and following.text == "("
        named = following.kind in ("name", "rate")
        if self.dialect.loose:
            return bracket or named
        counted = last.kind == "number" and named
        return last.touches(following) and (bracket or counted)

    def _fail(self, error: Unreadable) -> None:
        """Keeps the error that happened furthest along."""
        if self._failure is None or self._failure[0] < self.cursor.place:
            self._failure = (self.cursor.place, error)

    def _failed(self) -> Unreadable:
        assert self._failure
        return self._failure[1]

    def _product(self) -> Formula:
        factors = [self._signed()]
        for sign, factor in self._more(self._signed, "*", "/", "@", ""):
            if sign == "/":
                factors = [Quotient(_row(factors), factor)]
            elif sign == "@":
                factors = [MatrixProduct(_row(factors), factor)]
            else:
                factors.append(factor)
        return _row(factors)

    def _signed(self) -> Formula:
        """A factor with its sign; prose is tried from many starts, each read once."""
        place = self.cursor.place
        if place not in self._known:
            self._known[place] = self._outcome()
        found, self.cursor.place = self._known[place]
        if isinstance(found, Unreadable):
            raise found.with_traceback(None)
        return found

    def _outcome(self) -> tuple[Formula | Unreadable, int]:
        self._depth += 1
        try:
            return self._factor(), self.cursor.place
        except Unreadable as error:
            return error, self.cursor.place
        finally:
            self._depth -= 1

    def _factor(self) -> Formula:
        if self._depth > DEEPEST:
            raise self._refused("too many brackets", f"nest at most {DEEPEST} deep")
        if self.cursor.accept("-"):
            return Minus(self._signed())
        return self._signed() if self.cursor.accept("+") else self._power()

    def _power(self) -> Formula:
        base = self._turned()
        if self.cursor.next.kind == "raised":
            base = Power(base, self._limited(number(self.cursor.take())))
        _, exponent = next(self._more(self._exponent, "^", "**"), ("", None))
        return Power(base, exponent) if exponent else base

    def _exponent(self) -> Formula:
        return self._limited(exact(self._checked(self._signed())))

    def _limited(self, value: Fraction) -> Formula:
        if value.denominator != 1 or abs(value) > LARGEST_EXPONENT:
            cure = f"use a whole exponent of at most {LARGEST_EXPONENT}"
            raise self._refused("the exponent cannot be used", cure)
        return Number(simplest(value))

    def _turned(self) -> Formula:
        made = self._atom()
        while self.cursor.next.kind == "turned":
            self.cursor.take()
            made = Transpose(made)
        return made

    def _atom(self) -> Formula:
        following = self.cursor.next
        if following.kind == "number":
            return Number(simplest(number(self.cursor.take())))
        if following.kind == "rate":
            return self.rate()
        if following.kind != "name":
            return self._inside(self.formula)
        known = following.text in self.dialect.functions
        return self._call() if known else self._symbol()

    def _inside(self, read: Callable[[], T]) -> T:
        """What round brackets hold."""
        if not self.cursor.accept("("):
            raise self.cursor.missing("a name, a number or a bracket")
        found = read()
        self.cursor.expect(")")
        return found

    def rate(self) -> Formula:
        """A rate such as ``dC/dw1``, which comes next."""
        of, by = self.cursor.take().text.split("/")
        return Rate(_nudged(of), _nudged(by))

    def _call(self) -> Formula:
        """A function with its arguments."""
        name = self.cursor.take()
        if self.cursor.next.text != "(":
            raise self.cursor.missing(f"'(' after the function {name.text}")
        wanted = self.dialect.functions[name.text]
        arguments = self._inside(lambda: self.cursor.several(self.formula))
        if len(arguments) != wanted:
            what = f"{name.text} has {len(arguments)} arguments"
            raise Unreadable(what, where=name.place, cure=f"give it {wanted}")
        return Call(name.text, arguments)

    def _symbol(self) -> Formula:
        """A name, with the index of an entry or without."""
        name = self.cursor.take()
        following = self.cursor.next
        if name.touches(following) and following.text == "(" and not self.dialect.loose:
            raise self._unknown(name)
        if name.touches(following) and self.cursor.accept("["):
            index = self.cursor.several(self._index)
            self.cursor.expect("]")
            return Symbol(name.text, index)
        return Symbol(name.text)

    def _index(self) -> int:
        token = self.cursor.a("number", "a whole number")
        value = number(token)
        if value.denominator != 1:
            raise Unreadable(
                "an index is whole", where=token.place, cure="count from 0"
            )
        return int(value)

    def _unknown(self, name: Token) -> Unreadable:
        known = sorted(self.dialect.functions)
        near = difflib.get_close_matches(name.text, known, n=1)
        hint = f"write {near[0]}" if near else f"the functions are {', '.join(known)}"
        cure = f"{hint}; for a product write {name.text}*(...)"
        return Unreadable(f"{name.text} is no function", where=name.place, cure=cure)

    def _checked(self, formula: Formula) -> Formula:
        if is_tall(formula):
            cure = f"use at most {TALLEST} levels; give parts names of their own"
            raise self._refused("the formula is nested too deeply", cure)
        return formula

    def _refused(self, what: str, cure: str) -> Unreadable:
        return Unreadable(what, where=self.cursor.next.place, cure=cure)


def is_tall(formula: Formula) -> bool:
    """Whether a formula is nested too deeply for those who walk through it."""
    level, height = [formula], 0
    while level and height < TALLEST:
        level, height = [part for one in level for part in parts(one)], height + 1
    return bool(level)


def _row(factors: list[Formula]) -> Formula:
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def _nudged(rate: str) -> Formula:
    """What is nudged, from one half of a rate: ``dw1``, ``dW[0, 1]``."""
    name, *index = re.findall(r"[A-Za-z0-9_]+", rate.strip()[1:])
    return Symbol(name, tuple(map(int, index)))
