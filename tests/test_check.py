"""The checks find what is wrong, and pass what is right."""

import numpy as np
import pytest

import backsweep as bs


def test_check_grads_passes_what_is_right():
    bs.check_grads(
        lambda x, y: np.sum(np.sin(x) * y), (np.ones(3), np.ones(3)), order=3
    )


def test_check_grads_takes_nestings_and_several_results():
    def f(parameters):
        return {"a": parameters["w"] * 2.0, "b": [np.sum(parameters["w"] ** 2)]}

    bs.check_grads(f, ({"w": np.array([1.0, 2.0])},))


def test_check_grads_finds_a_wrong_gradient():
    wrong = bs.rule(lambda x: x * 1.0, lambda y, x: bs.Diag(2.0))
    with pytest.raises(bs.BacksweepError, match="wrong at order 1") as caught:
        bs.check_grads(wrong, (np.ones(2),))
    assert "cure:" in str(caught.value)


def test_check_grads_finds_a_wrong_second_derivative():
    half = bs.rule(lambda x: x**2, lambda y, x: bs.Diag(2 * bs.stop_gradient(x)))
    bs.check_grads(half, (np.array([1.0]),), order=1)
    with pytest.raises(bs.BacksweepError, match="wrong at order 2"):
        bs.check_grads(half, (np.array([1.0]),), order=2)


def test_check_grads_finds_a_kink():
    with pytest.raises(bs.BacksweepError, match="kink"):
        bs.check_grads(lambda x: np.maximum(x, 1e-5), (0.0,), order=1)


def test_check_rule_wants_the_value_that_numpy_gives():
    wrong = bs.rule(lambda x: x * 2.0, lambda y, x: bs.Diag(2.0))

    def f(x):
        return wrong(x) if isinstance(x, np.ndarray) else wrong(x) + 1.0

    with pytest.raises(bs.BacksweepError, match="traced"):
        bs.check_rule(f, np.ones(2))


def test_check_rule_takes_options():
    bs.check_rule(np.sum, np.ones((2, 3)), axis=1, keepdims=True)


def test_check_rule_takes_functions_without_a_rate():
    bs.check_rule(np.argmax, np.array([1.0, 3.0, 2.0]))


def test_check_rule_takes_several_results():
    bs.check_rule(np.split, np.arange(4.0), indices_or_sections=2)


def test_the_same_seed_gives_the_same_direction():
    for _ in range(2):
        bs.check_grads(np.sin, (np.ones(2),), seed=5)
