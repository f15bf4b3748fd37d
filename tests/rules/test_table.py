"""How a user states a rule, and what a wrong one is told."""

import numpy as np
import pytest
from scipy import special

import backsweep as bs


def test_for_a_ufunc_of_scipy():
    bs.rule(special.gammaln, lambda y, x: bs.Diag(special.psi(x)))
    gradient = bs.grad(lambda x: np.sum(special.gammaln(x)))(np.array([2.0, 3.0]))
    assert gradient == pytest.approx(special.psi([2.0, 3.0]))


def test_for_a_function_of_numpy():
    bs.rule(np.linalg.det, lambda y, x: bs.Custom(
        lambda v: y * np.sum(_inverse(x).T * v),
        lambda u: u * y * _inverse(x).T,
    ))  # fmt: skip
    matrix = np.array([[2.0, 1.0], [0.5, 3.0]])
    bs.check_rule(np.linalg.det, matrix, order=1)
    assert bs.grad(lambda m: np.linalg.det(m))(np.eye(2)).tolist() == [[1, 0], [0, 1]]


_inverse = bs.rule(np.linalg.inv, lambda y, x: bs.Custom(
    lambda v: -y @ v @ y,
    lambda u: -y.T @ u @ y.T,
))  # fmt: skip


def test_a_rule_may_use_a_function_with_a_rule_of_its_own():
    bs.check_rule(np.linalg.inv, np.array([[2.0, 1.0], [0.5, 3.0]]))


def test_for_a_python_function():
    cubed = bs.rule(lambda x: x * x * x, lambda y, x: bs.Diag(3 * x * x))
    bs.check_rule(cubed, np.array([1.0, -2.0]))
    assert cubed(2.0) == 8.0
    assert bs.grad(cubed)(2.0) == 12.0


def test_as_a_decorator():
    @bs.rule(lambda x, y: np.sqrt(x * x + y * y))
    def distance(z, x, y):
        return bs.Diag(x / z), bs.Diag(y / z)

    assert bs.grad(lambda x: distance(x, 4.0))(3.0) == pytest.approx(0.6)
    bs.check_rule(distance, 3.0, 4.0)


def test_options_are_handed_on():
    def leaky(x, slope=0.1):
        return np.where(x > 0, x, slope * x)

    def rate(y, x, slope=0.1):
        return bs.Diag(np.where(x > 0, 1.0, slope))

    step = bs.rule(leaky, rate)
    assert bs.grad(lambda x: step(x))(-1.0) == 0.1
    assert bs.grad(lambda x: step(x, slope=0.3))(-1.0) == 0.3


def test_the_last_rule_stated_counts():
    step = bs.rule(lambda x: x * 1.0, lambda y, x: bs.Diag(2.0))
    again = bs.rule(lambda x: x * 1.0, lambda y, x: bs.Diag(3.0))
    assert (bs.grad(step)(1.0), bs.grad(again)(1.0)) == (2.0, 3.0)


def test_an_input_without_a_rate():
    scaled = bs.rule(lambda x, n: x * n, lambda y, x, n: (bs.Diag(n), None))
    to_x, to_n = bs.grad(scaled, (0, 1))(2.0, 3.0)
    assert to_x == 3.0
    assert isinstance(to_n, bs.NoPath)


WRONG = [
    (lambda z, x, y: bs.Diag(y), "states 1 factor, and it has 2 inputs"),
    (lambda z, x, y: (bs.Diag(y),) * 3, "states 3 factors, and it has 2 inputs"),
    (lambda z, x, y: (y, x), "a Node"),
    (lambda z, x, y: (1.0, 2.0), "states 1.0, a float"),
]


@pytest.mark.parametrize(("expression", "told"), WRONG)
def test_a_rule_that_states_no_factors(expression, told):
    times = bs.rule(lambda x, y: x * y, expression)
    with pytest.raises(bs.BacksweepError, match=told) as caught:
        bs.grad(times, (0, 1))(2.0, 3.0)
    assert "cure:" in str(caught.value)


def test_a_wrong_slope_is_found_by_check_rule():
    wrong = bs.rule(lambda x: x * x, lambda y, x: bs.Diag(x))
    with pytest.raises(bs.BacksweepError, match=r"ripple .* is wrong at order 1"):
        bs.check_rule(wrong, np.array([1.0, 2.0]))


def test_directions_that_do_not_match_are_found_by_check_rule():
    wrong = bs.rule(
        lambda x: x[::-1] * 2,
        lambda y, x: bs.Custom(lambda v: v[::-1] * 2, lambda u: u),
    )
    with pytest.raises(bs.BacksweepError, match=r"Custom .* pushes"):
        bs.check_rule(wrong, np.array([1.0, 2.0]))


def test_a_gain_that_is_too_small_is_found_by_check_rule():
    wrong = bs.rule(
        lambda x: x * 2, lambda y, x: bs.Custom(lambda v: v * 2, lambda u: u * 2, 1.0)
    )
    with pytest.raises(bs.BacksweepError, match="has gain 1"):
        bs.check_rule(wrong, np.array([1.0, 2.0]))


def test_no_rule_names_the_nearest_and_the_line():
    with pytest.raises(bs.BacksweepError, match=r"np.linalg.svd has no rule") as caught:
        bs.grad(lambda x: np.sum(np.linalg.svd(x)[1]))(np.eye(2))
    told = str(caught.value)
    assert "test_table.py, line" in told and "bs.rule(np.linalg.svd" in told


def test_a_ufunc_of_two_results_has_no_rule():
    with pytest.raises(bs.BacksweepError, match="gives 2 results"):
        bs.rule(np.modf, lambda y, x: bs.Diag(1.0))
