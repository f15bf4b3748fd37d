"""Chains: the ways from the cost back to a value, and the factors along each."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..graph import Node
from .formula.expression import Chain as Factors
from .formula.expression import Formula, Number, Sum
from .links import Link, Links

LISTED = 16
"""How many chains are listed; the strongest, if there are more."""


@dataclass(frozen=True, eq=False)
class Chain:
    """Factors from the cost back to a value; none if the value is the cost."""

    factors: tuple[Link, ...]

    def product(self, links: Links) -> Any:
        """All factors multiplied."""
        return math.prod(map(links.number, self.rates), start=1)

    @property
    def rates(self) -> tuple[Node, ...]:
        """The factor's nodes."""
        return tuple(link.rate for link in self.factors)


class Found:
    """The chains to one value: how many there are, and the strongest of them.

    Every chain is listed while there are at most ``limit``. The strongest come from
    lists of the k best, joined along the links (Mohri 2002).
    """

    def __init__(self, links: Links, to: Node, limit: int = LISTED):
        self.links, self.to, self.limit = links, to, limit

    @cached_property
    def count(self) -> int:
        """The number of chains, counted without listing them."""
        return self.ways(self.links.run.cost)

    @cached_property
    def _counts(self) -> dict[Node, int]:
        counts: dict[Node, int] = {self.to: 1}
        for one in self.links.values:
            if one is not self.to:
                counts[one] = sum(counts.get(x.by, 0) for x in self.links.into[one])
        return counts

    @cached_property
    def chains(self) -> list[Chain]:
        """The chains: the shortest first if all are listed, else the strongest."""
        strongest = self._best[self.links.run.cost]
        found = [Chain(factors) for _, factors in strongest]
        return found if self.count > self.limit else sorted(found, key=_length)

    def partial(self, link: Link) -> bool:
        """Whether other ways lead between the two values of a factor as well."""
        return self.count > 1 and Found(self.links, link.by).ways(link.of) > 1

    def ways(self, start: Node) -> int:
        """The number of ways from a value on the way back to this one."""
        return self._counts.get(start, 0)

    @cached_property
    def rest(self) -> int:
        """How many chains are not listed."""
        return self.count - len(self.chains)

    @cached_property
    def _best(self) -> dict[Node, list[tuple[Any, tuple[Link, ...]]]]:
        """For each value, the strongest ways on from it: product and factors."""
        best: dict[Node, list[tuple[Any, tuple[Link, ...]]]] = {self.to: [(1, ())]}
        for one in self.links.values:
            if one is not self.to:
                ways = list(self._ways(one, best))
                best[one] = heapq.nlargest(self.limit, ways, key=_strength)
        return best

    def _ways(self, one: Node, best: Any) -> Iterator[tuple[Any, tuple[Link, ...]]]:
        for link in self.links.into[one]:
            for product, factors in best.get(link.by, ()):
                rate = self.links.number(link.rate)
                yield rate * product, (link, *factors)


def _length(chain: Chain) -> int:
    return len(chain.factors)


def _strength(way: tuple[Any, Any]) -> Any:
    return abs(way[0])


def formulas(links: Links, chain: Chain) -> Factors:
    """The chain with its factors' local rates as formulas."""
    return Factors(tuple(map(links.formula, chain.rates)))


def figures(links: Links, chain: Chain) -> Factors:
    """The chain with its factors' numbers."""
    return Factors(tuple(Number(links.number(rate)) for rate in chain.rates))


def added(terms: Iterable[Formula]) -> Formula:
    """The terms as a sum; one alone as it is."""
    first, *others = terms
    return Sum((first, *others)) if others else first
