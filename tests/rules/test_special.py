"""SciPy's special functions: slopes, kinks and far out."""

import numpy as np
import pytest
from scipy import special

import backsweep as bs

CALLS = """
special.expit(x)
special.log_expit(x)
special.erf(x)
special.erfc(x)
special.logit(special.expit(x))
special.logit(np.tanh(x) ** 2)
special.xlogy(x, np.abs(x))
special.xlogy(x, v * v)
special.xlog1py(x, np.abs(v))
special.logsumexp(x)
special.logsumexp(x, axis=0)
special.logsumexp(x, axis=1, keepdims=True)
special.logsumexp(x, axis=(0, 1))
special.logsumexp(x, b=v * v)
special.logsumexp(x, axis=1, b=np.abs(v))
special.softmax(x)
special.softmax(x, axis=0)
special.softmax(x, axis=(0, 1))
special.log_softmax(x)
special.log_softmax(x, axis=1)
""".strip().splitlines()


@pytest.mark.parametrize("call", CALLS)
def test_calls(call, check, random):
    check(call, x=random.normal(size=(2, 3)), v=random.normal(size=3))


@pytest.mark.parametrize(
    "call", [*CALLS[:5], "special.logsumexp(x)", "special.softmax(x)"]
)
def test_without_axes(call, check):
    check(call, x=np.array(0.7))


@pytest.mark.parametrize("call", [*CALLS[:5], "special.softmax(x, axis=1)"])
def test_empty(call, check):
    check(call, x=np.zeros((0, 3)))


FAR = [
    (special.expit, [-800.0], [0.0]),
    (special.expit, [-40.0], [np.exp(-40.0)]),
    (special.log_expit, [-800.0], [1.0]),
    (special.log_expit, [800.0], [0.0]),
    (special.erf, [30.0], [0.0]),
    (special.xlogy, [0.0, 3.0], [np.log(3.0), 0.0]),
    (special.xlogy, [0.0, 0.0], [-np.inf, 0.0]),
    (special.logsumexp, [np.array([1000.0, 0.0])], [[1.0, 0.0]]),
    (special.logsumexp, [np.array([-np.inf, 0.0])], [[0.0, 1.0]]),
]


@pytest.mark.parametrize(("function", "at", "rates"), FAR)
def test_far_out(function, at, rates, slope):
    for got, wanted in zip(slope(function, *at), rates, strict=True):
        assert got == pytest.approx(wanted, rel=1e-14, abs=0)


def test_functions_still_work_on_plain_arrays():
    x = np.array([0.5, -1.0])
    bs.grad(lambda x: np.sum(special.softmax(x)))(x)
    assert special.softmax(x).sum() == pytest.approx(1.0)
    assert special.logsumexp([0.0, 0.0]) == pytest.approx(np.log(2))
    assert special.log_softmax(x, axis=0).shape == (2,)


def test_a_rule_can_be_added_in_one_line():
    bs.rule(special.gammaln, lambda y, x: bs.Diag(special.psi(x)))
    bs.check_rule(special.gammaln, np.array([0.5, 2.0, 7.5]), order=1)
