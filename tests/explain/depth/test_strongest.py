"""A list of paths never stands alone: what it leaves out is beside it."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.explain.depth.paths import Paths
from backsweep.explain.depth.strongest import Strongest, strongest
from backsweep.explain.errors import TooLarge
from backsweep.explain.run import run

from ...programs import examples
from .enumeration import graphs
from .rectified import network
from .test_paths import branching


@given(graphs(exact=True), st.integers(1, 8))
@examples(60)
def test_what_is_listed_and_what_is_left_out_are_the_gradient(drawn, k):
    found = Strongest(Paths(drawn.run, "w", drawn.index), k)
    listed = sum(path.product for path in found.paths)
    assert listed + found.remainder == drawn.gradient
    assert len(found.paths) + found.others == np.count_nonzero(drawn.products)


def test_a_branching_graph_shows_both_ways():
    found = strongest(run(branching, (1, 2, 2, 3, 1, 3), {}), "w1")
    routes = [[str(x) for x in p.labels(found.all.run)] for p in found.paths]
    assert routes == [["w1", "a1", "a2", "a3", "C"], ["w1", "a1", "a3", "C"]]
    assert [found.share(p.product) for p in found.paths] == [
        Fraction(4, 7),
        Fraction(3, 7),
    ]
    text = found.text()
    assert "w1 → a1 → a2 → a3 → C       32   57 %" in text
    assert "These are all live paths." in text


def test_data_has_every_step_and_the_remainder():
    found = strongest(run(branching, (1, 2, 2, 3, 1, 3), {}), "w1", k=1)
    (path,) = found.data()["strongest"]
    assert [step["name"] for step in path["steps"] if step["name"]] == [
        "w1",
        "a1",
        "a2",
        "a3",
        "C",
    ]
    rates = [step["rate"] for step in path["steps"]]
    assert np.prod(rates) == path["product"] == 32
    rest = {"paths": 1, "sum": 24, "share": Fraction(3, 7)}
    assert found.data()["left out"] == rest
    assert '"share": "3/7"' in found.json()


def test_of_a_deep_network_the_list_says_how_little_it_is():
    found = strongest(network(12, 64, 8), "W[0]", (3, 5), k=3)
    text = found.text(400)
    assert len(found.paths) == 3
    assert "Live paths left out: 8.018·10¹⁶; their sum: 0.00976" in text
    assert "Number of paths: 5.903·10²⁰; they share as evenly as 2.534·10¹⁵ of" in text
    assert "No single path explains this entry" in text
    assert "W[0][3,5] → " in text
    assert found.remainder == pytest.approx(found.tally.gradient, rel=1e-2)


def test_where_all_cancels_a_path_has_no_share_of_the_gradient():
    found = strongest(run(lambda w, x: w * x - x * w * 1.0, (2.0, 3.0), {}), "w")
    assert [abs(path.product) for path in found.paths] == [3, 3]
    assert [found.share(path.product) for path in found.paths] == [None, None]
    assert "none" in found.text()


def test_without_a_path_there_is_nothing_to_list():
    found = strongest(run(lambda w, x: (w > 1) * x, (1.5, 2.0), {}), "w")
    assert found.paths == []
    assert "has no path: it ends at" in found.text()
    assert found.data()["path"] is False


def test_more_paths_than_anyone_reads_are_refused():
    kept = run(branching, (1, 2, 2, 3, 1, 3), {})
    with pytest.raises(TooLarge, match="5,000 paths"):
        strongest(kept, "w1", k=5000)
