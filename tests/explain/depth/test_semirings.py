"""A sweep in any semiring says what listing every path would say."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from backsweep.explain.depth import entries
from backsweep.explain.depth import semirings as s
from backsweep.explain.depth.entries import contract
from backsweep.explain.depth.wires import wires
from backsweep.explain.run import run

from ...programs import examples
from .enumeration import graphs


def below(f, *args, wrt="w"):
    kept = run(f, args, {}, wrt=(wrt,))
    return wires(kept, kept.variables[wrt])


def number(swept, entry=0):
    return float(np.ldexp(swept.rows[0, entry], swept.exponent))


@given(graphs())
@examples(60)
def test_the_number_of_paths_and_of_live_ones(drawn):
    every = s.sweep(drawn.wires, s.count_all())
    live = s.sweep(drawn.wires, s.count_live())
    assert s.counted(every, drawn.entry) == len(drawn.paths)
    assert s.counted(live, drawn.entry) == np.count_nonzero(drawn.products)


@given(graphs())
@examples(60)
def test_sums_of_products_and_of_their_magnitudes(drawn):
    total = s.sweep(drawn.wires, s.magnitudes(False))
    expected = math.fsum(map(abs, drawn.products))
    assert number(total, drawn.entry) == pytest.approx(expected, rel=1e-12)
    gradient = number(s.sweep(drawn.wires, s.signed(False)), drawn.entry)
    assert gradient == pytest.approx(drawn.gradient, abs=1e-12 * (1 + expected))


@given(graphs(exact=True))
@examples(60)
def test_in_fractions_the_paths_add_up_to_the_gradient_exactly(drawn):
    gradient = s.sweep(drawn.wires, s.signed(True)).rows.item(0, drawn.entry)
    assert gradient == drawn.gradient == sum(drawn.products)
    total = s.sweep(drawn.wires, s.magnitudes(True)).rows.item(0, drawn.entry)
    assert total == sum(map(abs, drawn.products))
    best = s.sweep(drawn.wires, s.greatest(True)).rows.item(0, drawn.entry)
    assert best == max(map(abs, drawn.products), default=0)


@given(graphs())
@examples(60)
def test_the_greatest_product(drawn):
    found = s.sweep(drawn.wires, s.greatest(False)).rows[0, drawn.entry]
    expected = max(map(abs, drawn.products), default=0.0)
    assert math.exp(found) == pytest.approx(expected, rel=1e-12)


@given(graphs())
@examples(60)
def test_the_entropy_of_the_magnitudes(drawn):
    sizes = np.abs([p for p in drawn.products if p])
    shares = sizes / sizes.sum() if len(sizes) else np.ones(1)
    expected = -np.sum(shares * np.log(shares))
    found = s.entropy(s.sweep(drawn.wires, s.surprise()), drawn.entry)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(graphs(exact=True))
@examples(60)
def test_the_products_apart_by_the_number_of_operations(drawn):
    found = s.sweep(drawn.wires, s.lengths(True)).rows[:, drawn.entry].tolist()
    expected = [0] * len(found)
    for product, length in drawn.paths:
        expected[length] += product
    assert found == expected


def test_counts_have_as_many_digits_as_they_need():
    def cost(w):
        for _ in range(400):
            w = w + w
        return w

    found = s.sweep(below(cost, 1.0), s.count_all())
    assert s.counted(found, 0) == 2**400


def test_a_long_product_neither_vanishes_nor_blows_up():
    def cost(w, x, rate):
        for _ in range(150):
            w = (w - w * x) * rate
        return w

    for rate in (1e-5, 1e5):
        there = below(cost, 1e-3, 1.0, rate)
        swept = s.sweep(there, s.surprise())
        decades = math.log10(swept.rows[0, 0]) + swept.exponent * math.log10(2)
        assert decades == pytest.approx(150 * math.log10(2 * rate))
        assert s.entropy(swept, 0) == pytest.approx(150 * math.log(2))


def test_dead_paths_of_great_size_do_not_hide_a_small_live_one():
    def cost(w, x):
        h = np.maximum(w, 2.0)
        for _ in range(150):
            h = (h - h * x) * 1e5
        return h + w * 1e-3

    there = below(cost, 1.0, 1.0)
    assert number(s.sweep(there, s.magnitudes(False))) == pytest.approx(1e-3)


def test_no_path_is_nothing():
    kept = run(lambda w, x: x * 2.0, (1.0, 2.0), {}, wrt=("w",))
    assert s.sweep(wires(kept, kept.variables["w"]), s.count_all()) is None


def test_the_cost_itself_is_one_path():
    found = s.sweep(below(lambda w: w, 3.0), s.count_all())
    assert s.counted(found, 0) == 1


def test_the_record_has_the_ways_on_from_every_value():
    def cost(w, x):
        h = w * x
        return h * h + w

    there, record = below(cost, 2, 3), {}
    s.sweep(there, s.signed(True), record)
    ways = {str(there.run.symbols.get(k)): v.rows.item(0, 0) for k, v in record.items()}
    assert ways["h"] == Fraction(12)
    assert ways["C"] == 1


@pytest.mark.parametrize("ring", [s.greatest(False), s.greatest(True)])
def test_a_product_without_plus_and_times_is_taken_in_chunks(ring, monkeypatch, random):
    monkeypatch.setattr(entries, "CHUNK", 7)
    rows, matrix = random.random((2, 5, 3)), random.random((2, 3, 4))
    found = contract(rows.astype(ring.kind), matrix.astype(ring.kind), ring)
    terms = ring.times(rows[..., None], matrix[:, None])
    assert np.array_equal(found, terms.max(axis=2))
