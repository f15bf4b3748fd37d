"""Each parameter's gradient as signal · input · coherence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from backsweep.explain.depth.signals import Signals, signals
from backsweep.explain.run import Run, run

from .networks import runs


def of(f: Any, *args: Any, wrt: Any = None) -> Signals:
    return signals(run(f, args, {}, wrt))


@settings(deadline=None, max_examples=40)
@given(runs())
def test_signal_input_and_coherence_multiply_to_what_a_use_brings(kept: Run) -> None:
    for one in signals(kept).parameters:
        assert one.size == pytest.approx(np.linalg.norm(kept.desire(one.node)), 1e-12)
        for use in one.uses:
            left = use.coherence or 0.0
            made = use.signal * use.input * left
            assert made == pytest.approx(use.brought, rel=1e-12)
            assert 0 <= left <= 1 + 1e-12
        assert 0 <= one.coherence <= 1 + 1e-12


def test_a_matrix_meets_the_other_side_of_its_product() -> None:
    x, w = np.array([[3.0, 4.0], [3.0, 4.0]]), np.ones((2, 1))
    ((use,),) = (one.uses for one in of(lambda w: np.sum(x @ w), w).parameters)
    assert (use.signal, use.input) == (pytest.approx(2**0.5), pytest.approx(50**0.5))
    assert use.coherence == pytest.approx(1)  # both examples wish the same


def test_wishes_that_cancel_have_no_coherence() -> None:
    x, w = np.array([[3.0, 4.0], [-3.0, -4.0]]), np.ones((2, 1))
    (one,) = of(lambda w: np.sum(x @ w), w).parameters
    assert (one.uses[0].coherence, one.size) == (0, 0)


def test_a_bias_meets_a_one_in_every_copy() -> None:
    x = np.zeros((16, 3))
    (one,) = of(lambda b: np.sum(x + b), np.zeros(3)).parameters
    assert one.uses[0].input == pytest.approx(4)
    assert one.uses[0].coherence == pytest.approx(1)


def test_an_entrywise_weight_meets_the_rates() -> None:
    x = np.array([[1.0, 2.0], [1.0, 2.0]])
    (one,) = of(lambda g: np.sum(x * g), np.ones(2)).parameters
    assert one.uses[0].input == pytest.approx(8**0.5)  # the longest column


def test_a_turned_matrix_is_used_where_it_is_multiplied() -> None:
    x, w = np.array([[3.0, 4.0]]), np.ones((1, 2))
    (one,) = of(lambda w: np.sum(x @ w.T), w).parameters
    assert (one.uses[0].at.op.name, one.uses[0].input) == ("matmul", 5)


def test_a_parameter_used_several_times_has_a_row_for_each() -> None:
    def recurrent(v: Any, b: Any) -> Any:
        h = np.ones(2)
        for _ in range(5):
            h = np.tanh(h @ v + b)
        return np.sum(h)

    found = of(recurrent, np.eye(2), np.zeros(2))
    v, b = found.parameters
    assert (len(v.uses), len(b.uses)) == (5, 5)
    assert b.coherence == pytest.approx(1)  # all uses wish the same
    assert "5 uses together" in str(found)


def test_two_uses_that_wish_the_opposite_have_no_coherence() -> None:
    (one,) = of(lambda w: 2.0 * w - w * 2.0, 1.0).parameters
    assert (one.size, one.coherence) == (0, 0)


def test_the_homogeneous_net_keeps_its_gradient_while_its_signal_fades() -> None:
    """Zero-bias ReLU: <W, dC/dW> is the same for every layer."""
    random = np.random.default_rng(0)
    params = [0.5 * random.normal(size=(16, 16)) / 4 for _ in range(8)]

    def cost(params: Any, x: Any) -> Any:
        h = x
        for w in params:
            h = np.maximum(0, h @ w)
        return np.sum(h)

    kept = run(cost, (params, np.abs(random.normal(size=(4, 16)))), {}, ("params",))
    rows = [one.uses[0] for one in signals(kept).parameters]
    dots = [np.sum(kept.values(w) * kept.desire(w)) for w in kept.variables.values()]
    np.testing.assert_allclose(dots, dots[0])
    assert rows[0].signal < 1e-2 * rows[-1].signal
    assert rows[0].brought > 1e-1 * rows[-1].brought


def test_a_parameter_without_a_path_is_named() -> None:
    found = of(lambda w, v: 2.0 * v, 1.0, 2.0)
    assert found.without == ["w"]
    assert "No path leads to w." in str(found)
    assert found.data()["without_path"] == ["w"]
