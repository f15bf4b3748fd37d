"""What is said of all paths from an entry, and said of them honestly."""

import time
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from backsweep.errors import ShapeMismatch
from backsweep.explain.depth import wires as module
from backsweep.explain.depth.paths import paths
from backsweep.explain.depth.tally import Tally
from backsweep.explain.errors import TooLarge, UnknownName
from backsweep.explain.run import run

from ...programs import examples
from .enumeration import graphs
from .rectified import network


def branching(w1, w2, w3, v, a0, y):
    a1 = w1 * a0
    a2 = w2 * a1
    a3 = w3 * a2 + v * a1
    return (a3 - y) ** 2


def told(f, *args, name="w", index=()):
    return paths(run(f, args, {}), name, index)


@given(graphs(exact=True))
@examples(40)
def test_what_is_left_after_cancelling_is_exact(drawn):
    tally = Tally(drawn.wires, drawn.entry)
    total = sum(map(abs, drawn.products))
    assert tally.cancellation == (abs(sum(drawn.products)) / total if total else 0)


@given(graphs())
@examples(40)
def test_the_shares_by_length_sum_to_one(drawn):
    shares = Tally(drawn.wires, drawn.entry).by_length
    assert sum(shares.values()) == pytest.approx(1 if shares else 0, abs=1e-12)
    assert set(shares) <= {path.length for path in drawn.paths}


def test_a_branching_graph_has_two_paths():
    found = told(branching, 1, 2, 2, 3, 1, 3, name="w1")
    assert found.data() == {
        "of": "w1",
        "gradient": 56,
        "path": True,
        "paths": 2,
        "live paths": 2,
        "magnitudes": 56,
        "cancellation": 1,
        "effective paths": pytest.approx(1.9796, rel=1e-4),
        "strongest product": 32,
        "strongest share": Fraction(4, 7),
        "share by length": {3: Fraction(3, 7), 4: Fraction(4, 7)},
    }
    assert "3                          43 %" in found.text()


def test_paths_that_cancel_leave_nothing():
    found = told(lambda w, x: w * x - x * w * 1.0, 2.0, 3.0)
    assert found.tally.gradient == 0
    assert found.tally.cancellation == 0
    assert found.tally.total == 6
    assert found.tally.by_length == {}
    assert found.tally.effective == pytest.approx(2)
    assert "0 % is left after cancelling. No single path explains" in found.text(200)


def test_a_deep_network_has_too_many_live_paths_for_any_of_them_to_tell():
    kept = network(12, 64, 8)
    found = paths(kept, "W[0]", (3, 5))
    tally = found.tally
    assert tally.count == 8 * 64**11
    assert 10**14 < tally.live < tally.count
    assert 1 < tally.effective < tally.live
    assert 0 < tally.cancellation < 1e-4
    assert 0 < tally.share(tally.strongest.product) < 1e-4
    assert abs(tally.gradient) == pytest.approx(tally.cancellation * tally.total)
    assert "No single path explains this entry" in found.text(200)
    assert found.data()["paths"] == 8 * 64**11


def test_an_entry_without_a_live_path_says_so():
    found = told(lambda w, x: np.maximum(w, x), 1.0, 2.0)
    assert (found.tally.count, found.tally.live) == (1, 0)
    assert "Every path has a rate of 0 on it" in found.text()
    assert found.data()["strongest product"] == 0


def test_an_entry_without_a_path_says_where_it_ends():
    found = told(lambda w, x: (w > 1) * x, 1.5, 2.0)
    assert found.tally.count == 0
    assert "dC/dw has no path: it ends at w > 1" in found.text()
    assert found.data()["path"] is False


def test_an_entry_that_is_not_used_has_no_path_although_others_have():
    found = told(lambda w: w[0] * 2.0, np.ones(2), index=(1,))
    assert found.tally.gradient == found.tally.count == 0
    assert found.text() == "w[1] has no path: the cost is computed from other entries."
    assert found.data()["path"] is False


def test_a_value_on_the_way_can_be_asked_for_too():
    found = told(branching, 1, 2, 2, 3, 1, 3, name="a2")
    assert (found.tally.count, found.tally.gradient) == (1, 16)


def test_bad_names_and_entries_are_refused():
    w = np.ones((3, 4))
    with pytest.raises(UnknownName, match="there is no 'v'"):
        told(lambda w: np.sum(w), w, name="v")
    with pytest.raises(ShapeMismatch, match=r"no entry \(3, 5\)"):
        told(lambda w: np.sum(w), w, index=(3, 5))
    with pytest.raises(ShapeMismatch, match=r"no entry \(3,\)"):
        told(lambda w: np.sum(w), w, index=(3,))
    assert told(lambda w: np.sum(w), w, index=(-1, -1)).tally.entry == 11


def test_a_graph_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST", 100)
    with pytest.raises(TooLarge, match=r"cost has 1,\d\d\d edges between single"):
        paths(network(2, 16, 2), "W[0]", (0, 0))


def test_a_wide_and_deep_network_takes_seconds():
    kept = network(20, 512, 16)
    start = time.perf_counter()
    found = paths(kept, "W[0]", (3, 5))
    assert found.data()["paths"] == 16 * 512**19
    assert time.perf_counter() - start < 15
