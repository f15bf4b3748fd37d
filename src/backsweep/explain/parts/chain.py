"""One rate as its chains: the factors as symbols, formulas, numbers, multiplied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ...graph import Node
from ..chains import LISTED, Chain, added, figures, formulas
from ..formula.expression import Chain as Factors
from ..formula.expression import Desire, Formula, Number, Rate
from ..links import Link
from ..report.blocks import Block, Equation, Note, Paragraph, Table
from ..report.part import Part
from ..roles import meaning
from ..story import Story

WRITTEN_OUT = 3
"""Sums of up to so many chains are written out; more are told in a table."""


class Term(NamedTuple):
    """One factor of a chain: what it is called, how it is computed, its number."""

    symbol: Rate
    formula: Formula
    value: Any


class Chains(Part):
    """``dC/dw1`` as the sum of its chains, each the product of its factors."""

    def __init__(self, story: Story, to: Node, limit: int = LISTED):
        self.story, self.to = story, to
        self.found = story.chains(to, limit)

    @property
    def value(self) -> Any:
        """The rate itself, from the sweep."""
        return self.story.slope(self.to)

    @cached_property
    def chains(self) -> list[Chain]:
        """The chains that are listed."""
        return self.found.chains

    @cached_property
    def products(self) -> list[Any]:
        """What each listed chain brings."""
        return [chain.product(self.story.links) for chain in self.chains]

    @property
    def count(self) -> int:
        """How many chains there are; the strongest are listed if these are many."""
        return self.found.count

    @property
    def terms(self) -> list[tuple[Term, ...]]:
        """The listed chains, each as its factors from the cost back."""
        return [tuple(map(self._term, chain.factors)) for chain in self.chains]

    def _term(self, link: Link) -> Term:
        links = self.story.links
        formula = links.formula(link.rate)
        return Term(self.symbol(link), formula, links.number(link.rate))

    @property
    def remainder(self) -> Any:
        """What the chains that are not listed bring together."""
        return self.value - sum(self.products) if self.found.rest else 0

    def blocks(self) -> Sequence[Block]:
        """The equation, or the table if there are many chains."""
        if self.found.count > WRITTEN_OUT:
            return [*self._listed(), *self._signs()]
        steps = tuple(self._steps())
        return [Equation(self.story.rate(self.to), steps), *self._signs()]

    def _signs(self) -> Iterator[Note]:
        """What a δ means, where the chains pass desires."""
        passed = dict.fromkeys(x.of for c in self.chains for x in c.factors)
        formulas = [self.story.links.formula(one) for one in passed]
        signs = [one for one in formulas if isinstance(one, Desire)]
        told = [(one, " is the desire ", Rate(one.cost, one.of)) for one in signs]
        if told:
            yield Note((*told[0], *(w for one in told[1:] for w in ("; ", *one)), "."))

    def symbol(self, link: Link) -> Rate:
        """``da3/da2``; ``∂a3/∂a1`` where that is one way of several."""
        return self.story.links.symbol(link, self.found.partial(link))

    def _steps(self) -> Iterator[Formula]:
        """Symbols, formulas, numbers, products, sum: each only where it is news."""
        links = self.story.links
        if self.to is self.story.run.cost:
            yield Number(1)
            return
        rows: list[list[Formula]] = [
            [Factors(tuple(map(self.symbol, c.factors))) for c in self.chains],
            [formulas(links, c) for c in self.chains],
            [figures(links, c) for c in self.chains],
            [*map(Number, self.products)],
            [Number(self.value)],
        ]
        before: str = str(self.story.rate(self.to))
        for row in rows:
            step = added(row)
            if str(step) != before:
                yield step
            before = str(step)

    def _listed(self) -> Iterator[Block]:
        story, count = self.story, self.found.count
        rate = story.rate(self.to)
        kind = "all" if not self.found.rest else f"the {len(self.chains)} strongest"
        yield Paragraph((rate, f" is the sum of {count:,} chains; {kind} of them:"))
        yield Table(
            "Chains",
            ("passes", "factors", "numbers", "product"),
            tuple(map(self._row, self.chains, self.products)),
            numeric=(3,),
        )
        yield Equation(rate, (Number(self.value),))
        if self.found.rest:
            left = Number(self.remainder)
            yield Note((f"The {self.found.rest:,} other chains bring ", left, "."))

    def _row(self, chain: Chain, product: Any) -> tuple[Any, ...]:
        links = self.story.links
        passed = " ← ".join(str(links.formula(x.of)) for x in chain.factors)
        return (
            f"{passed} ← {links.formula(self.to)}",
            formulas(links, chain),
            figures(links, chain),
            Number(product),
        )

    def words(self) -> Words:
        """Each factor and what it means in words."""
        return Words([self], f"The factors of {self.story.rate(self.to)}")

    def data(self) -> dict[str, Any]:
        """The chains with their factors, for programs."""
        pairs = zip(self.chains, self.products, strict=True)
        return {
            "rate": str(self.story.rate(self.to)),
            "value": self.value,
            "count": self.found.count,
            "chains": [
                {"factors": [self.factor(x) for x in c.factors], "product": p}
                for c, p in pairs
            ],
            "others": {"count": self.found.rest, "sum": self.remainder},
        }

    def factor(self, link: Link) -> dict[str, Any]:
        """One factor: its symbol, its formula, its number and its meaning."""
        term, links = self._term(link), self.story.links
        return {
            "symbol": str(term.symbol),
            "formula": str(term.formula),
            "value": term.value,
            "meaning": "".join(map(str, meaning(links, self.story.roles, link))),
        }


class Words(Part):
    """Every factor of some rates' chains, with what it means."""

    def __init__(self, rates: Sequence[Chains], caption: str):
        self.rates, self.caption = rates, caption

    @property
    def factors(self) -> Iterator[tuple[Chains, Link]]:
        """The factors, each symbol once, and the rate that it is a factor of."""
        met: set[str] = set()
        for rate in self.rates:
            for link in (x for chain in rate.chains for x in chain.factors):
                if (symbol := str(rate.symbol(link))) not in met:
                    met.add(symbol)
                    yield rate, link

    def blocks(self) -> Sequence[Block]:
        """A table, a factor a row."""
        rows = [self._row(rate, link) for rate, link in self.factors]
        head = ("factor", "is", "here", "which is")
        return [Table(self.caption, head, tuple(rows), numeric=(2,))]

    def _row(self, rate: Chains, link: Link) -> tuple[Any, ...]:
        links, roles = rate.story.links, rate.story.roles
        formula, number = links.formula(link.rate), Number(links.number(link.rate))
        return rate.symbol(link), formula, number, meaning(links, roles, link)

    def data(self) -> dict[str, Any]:
        """The factors for programs."""
        return {"factors": [rate.factor(link) for rate, link in self.factors]}
