"""The chain as operations: gains that multiply to the ratio of the desires."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

import backsweep as bs
from backsweep.explain.depth.gains import gains
from backsweep.explain.errors import UnknownName
from backsweep.explain.run import Run, run

from .networks import residual, runs


def halves(x: Any, w: Any, count: Any) -> Any:
    for _ in range(count):
        x = w * x
    return x


def tanh_net(params: Any, x: Any, y: Any) -> Any:
    h = x
    for w, b in params:
        h = np.tanh(h @ w + b)
    return np.mean((h - y) ** 2)


def kept(depth: int, scale: float = 1.0, width: int = 8) -> Run:
    random = np.random.default_rng(depth)
    size = scale / width**0.5
    params = [(size * random.normal(size=(width, width)), np.zeros(width))] * depth
    params = [(w.copy(), b.copy()) for w, b in params]
    data = random.normal(size=(5, width)), random.normal(size=(5, width))
    return run(tanh_net, (params, *data), {}, ("params",))


@pytest.mark.parametrize(("count", "product"), [(5, 0.03125), (10, 0.0009765625)])
def test_a_chain_of_halves_vanishes_as_in_the_lesson(
    count: int, product: float
) -> None:
    found = gains(run(lambda x: halves(x, 0.5, count), (1.0,), {}), "x")
    assert [row.gain for row in found.rows] == [0.5] * count
    assert (found.product, found.measured, found.difference) == (product, product, 0)


def test_fractions_stay_exact() -> None:
    w = Fraction(1, 3)
    found = gains(run(lambda x, w: halves(x, w, 2), (1, w), {}, ("x",)), "x")
    assert (found.product, found.measured) == (Fraction(1, 9), Fraction(1, 9))


@settings(deadline=None, max_examples=40)
@given(runs())
def test_the_gains_multiply_to_the_measured_ratio(kept: Run) -> None:
    for name, one in kept.variables.items():
        found = gains(kept, name)
        ratio = float(np.linalg.norm(kept.desire(one)))
        assert found.product == pytest.approx(ratio, rel=1e-6)
        assert found.difference < 1e-6
        for row in found.rows:
            if row.branches:
                assert sum(b.share for b in row.branches) == pytest.approx(1)


def test_the_ratio_is_that_of_the_gradient_of_the_public_api() -> None:
    made = kept(3)
    params = [(made.values(w), made.values(b)) for w, b in pairs(made)]
    x, y = (made.values(one) for one in data(made))
    gradient = bs.grad(tanh_net)(params, x, y)
    assert gains(made, "params[0][0]").product == pytest.approx(
        float(np.linalg.norm(gradient[0][0]))
    )


def pairs(made: Run) -> list[Any]:
    nodes = list(made.variables.values())
    return list(zip(nodes[::2], nodes[1::2], strict=True))


def data(made: Run) -> list[Any]:
    names = {symbol.name: one for one, symbol in made.symbols.items()}
    return [names["x"], names["y"]]


def test_slopes_weights_and_the_input_are_told_apart() -> None:
    found = gains(kept(3), "params[0][0]")
    assert [row.kind for row in found.rows] == [
        *["cost"] * 4,
        *["slope", "weight"] * 2,
        "slope",
        "input",
    ]
    assert [row.operation for row in found.rows][4:] == ["tanh", "matmul"] * 3


def test_a_slope_is_told_by_the_factor_and_not_by_the_name() -> None:
    def relu(w: Any, v: Any, x: Any) -> Any:
        z = x @ w
        h = z * (z > 0)
        return np.sum(h * v)

    x, w = np.array([[1.0, 2.0]]), np.array([[1.0, -1.0], [1.0, 1.0]])
    found = gains(run(relu, (w, np.ones(2), x), {}, ("w", "v")), "w")
    kinds = [row.kind for row in found.rows]
    assert kinds == ["cost", "weight", "slope", "input"]


@pytest.mark.parametrize("scale", [0.2, 3.0])
def test_the_totals_multiply_to_the_whole(scale: float) -> None:
    found = gains(kept(4, scale), "params[0][1]")
    assert np.prod(list(found.totals.values())) == pytest.approx(found.product)
    parts = [found.part(x) for k, x in found.totals.items() if k != "cost"]
    assert all(p is None for p in parts) or sum(parts) == pytest.approx(1)


def test_small_weights_and_slopes_share_the_decay() -> None:
    found = gains(kept(4, 0.2), "h(1)")
    assert found.part(found.totals["weight"]) > found.part(found.totals["slope"]) > 0
    assert "of it in logarithms" in str(found)


def test_opposite_kinds_are_told_by_factors_alone() -> None:
    found = gains(kept(6, 3.0), "h(1)")
    assert found.totals["weight"] > 1 > found.totals["slope"]
    assert found.part(found.totals["slope"]) is None
    assert "of it in logarithms" not in str(found)


def test_where_chains_part_the_branches_are_told_by_signed_shares() -> None:
    random = np.random.default_rng(0)
    params = [random.normal(size=(3, 3)) for _ in range(3)]
    found = gains(run(residual, (params, np.eye(3)), {}, ("params",)), "h(1)")
    rows = [row for row in found.rows if row.branches]
    assert [str(found.run.symbols[row.by]) for row in rows] == ["h⁽²⁾", "h⁽¹⁾"]
    straight, through = rows[0].branches
    assert "straight" in str(found) and "through r⁽³⁾" in str(found)
    assert straight.share + through.share == pytest.approx(1)
    assert rows[0].kind == "branches"


def test_a_dead_chain_says_where_it_died() -> None:
    def dead(w: Any, v: Any, x: Any) -> Any:
        z = w * x - 100.0
        h = np.maximum(0, z)
        return v * h

    found = gains(run(dead, (1.0, 2.0, 3.0), {}), "w")
    assert (found.product, found.measured) == (0, 0)
    assert "dead from z on: maximum has the rate 0 between h and z" in str(found)


def test_branches_that_cancel_are_no_dead_step() -> None:
    def cancelling(w: Any) -> Any:
        z = 3.0 * w
        return np.sin(z) - np.sin(z * 1.0)

    found = gains(run(cancelling, (1.0,), {}), "w")
    assert found.rows[-1].branches[0].share is None
    assert "the branches cancel" in str(found)


def test_no_path_says_where_it_ends() -> None:
    found = gains(run(lambda w, v: np.where(w > 0, v, 1.0), (1.0, 2.0), {}), "w")
    assert found.rows == []
    assert "no path" in str(found) and found.data()["path"] is False


def test_what_was_not_asked_for_can_be_explained_as_well() -> None:
    found = gains(kept(2), "x")
    assert found.rows[-1].kind == "weight"
    assert found.difference < 1e-6


def test_the_cost_itself_has_an_empty_chain() -> None:
    assert gains(kept(1), "C").product == 1


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(UnknownName, match="there is no 'q'"):
        gains(kept(1), "q")


def test_desires_whose_squares_underflow_are_measured_all_the_same() -> None:
    found = gains(kept(60, 1e-4), "params[0][0]")
    assert 0 < found.measured < 1e-200
    assert found.difference < 1e-6


def test_the_data_are_what_the_text_says() -> None:
    found = gains(kept(2), "params[0][0]")
    told = found.data()
    assert told["product"] == pytest.approx(
        np.prod([row["gain"] for row in told["rows"]])
    )
    assert told["to"] == "params[0][0]"
    assert '"difference"' in found.json()


def test_it_is_written_in_all_ways() -> None:
    found = gains(kept(2), "params[0][0]")
    assert "<table" in found.html() and "tabular" in found.latex()
