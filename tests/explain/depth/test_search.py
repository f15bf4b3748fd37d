"""The k best paths, found without looking at the others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.explain.depth.search import Search
from backsweep.explain.depth.wires import wires
from backsweep.explain.run import run

from ...programs import examples
from .enumeration import graphs


def search(f, *args, wrt="w", entry=0):
    kept = run(f, args, {}, wrt=(wrt,))
    return Search(wires(kept, kept.variables[wrt]), entry)


@given(graphs(exact=True), st.integers(1, 40))
@examples(80)
def test_the_k_greatest_products_exactly(drawn, k):
    live = sorted((abs(p) for p in drawn.products if p), reverse=True)
    found = Search(drawn.wires, drawn.entry).paths(k)
    assert [abs(path.product) for path in found] == live[:k]


@given(graphs())
@examples(60)
def test_all_live_paths_in_order_of_size(drawn):
    live = sorted((abs(p) for p in drawn.products if p), reverse=True)
    found = Search(drawn.wires, drawn.entry).paths(len(drawn.paths) + 1)
    sizes = [abs(path.product) for path in found]
    np.testing.assert_allclose(sizes, live, rtol=1e-9)
    total = sum(path.product for path in found)
    assert total == pytest.approx(drawn.gradient, abs=1e-12 * (1 + sum(live)))


def test_a_path_is_its_entries_and_the_rates_between_them():
    def cost(w, x):
        a = w * x
        return np.sum(a**2)

    (path,) = search(cost, np.array([1, 2]), np.array([3, 5]), entry=1).paths(9)
    assert [(step.place, step.rate) for step in path.readable] == [
        ((1,), 5),
        ((1,), 20),
        ((1,), 1),
        ((), 1),
    ]
    assert path.product == 100


def test_labels_are_the_entries_that_have_a_name():
    def cost(W, x):
        h = np.tanh(x @ W)
        return np.sum(h)

    args = np.ones((2, 3)), np.ones((1, 2))
    (path,) = search(cost, *args, wrt="W", entry=5).paths(9)
    one = search(cost, *args, wrt="W", entry=5)
    assert [str(x) for x in path.labels(one.wires.run)] == ["W[1,2]", "h[0,2]", "C"]


def test_equal_paths_come_in_the_same_order_each_time():
    def cost(w, a, b):
        return np.sum((w @ a) @ b)

    args = (np.ones((3, 3)),) * 3
    first, again = (
        [[step.entry for step in p.steps] for p in search(cost, *args).paths(9)]
        for _ in range(2)
    )
    assert first == again
    assert len({tuple(steps) for steps in first}) == 9


def test_where_every_path_is_dead_there_is_none():
    assert search(lambda w, x: np.maximum(w, x), 1.0, 2.0).paths(3) == []


def test_a_thousand_steps_are_no_deeper_than_ten():
    def cost(w, x):
        for _ in range(1000):
            w = w * x + w
        return w

    found = search(cost, 1.0, 1e-3).paths(3)
    np.testing.assert_allclose([p.product for p in found], [1, 1e-3, 1e-3])
