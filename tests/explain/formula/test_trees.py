"""What holds for every kind of formula."""

from __future__ import annotations

from backsweep.explain.formula.expression import Call, Number, Rate, Sum, Symbol
from backsweep.explain.formula.trees import nudged, parts, rebuilt, size

C, x, y = map(Symbol, "Cxy")


def test_parts_are_formulas_only() -> None:
    assert [*parts(Call("max", (x, Number(0)), "axis=0"))] == [x, Number(0)]
    assert not [*parts(Symbol("W", (1, 2)))]


def test_size_counts_every_sign() -> None:
    assert size(Sum((x, Call("tanh", (Sum((x, y)),))))) == 6


def test_rebuilding_keeps_all_but_the_parts() -> None:
    made = rebuilt(Call("max", (x, y), "axis=0"), lambda part: C)
    assert made == Call("max", (C, C), "axis=0")


def test_a_rate_of_rates_counts_neighbours_that_are_the_same() -> None:
    rate = Rate(Rate(Rate(C, x), x), y)
    assert nudged(rate) == (C, [(x, 2), (y, 1)])
