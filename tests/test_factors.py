"""Each factor is one linear map: pushed, pulled and measured."""

from typing import Any

import numpy as np
import pytest

from backsweep import factors as f
from backsweep.evaluate import evaluate
from backsweep.graph import Node, node, verify
from backsweep.ops import INPUT, constant

random = np.random.default_rng(3)


def wire(name: str, *shape: int, dtype: Any = float) -> Node:
    """An input node."""
    return node(INPUT, (), (name, shape, np.dtype(dtype)))


RATES = wire("rates", 2, 3)
MATRIX = wire("matrix", 3, 4)
STACK = wire("stack", 2, 3, 4)
MASK = wire("mask", 2, 3, dtype=bool)
KNOWN: dict[Node, Any] = {
    RATES: random.normal(size=(2, 3)),
    MATRIX: random.normal(size=(3, 4)),
    STACK: random.normal(size=(2, 3, 4)),
    MASK: np.array([[True, False, True], [False, False, True]]),
}
SOME = np.array([0, 2, 2, 1])
PART = wire("part", 1, 2)

# (factor, shape of x, shape of y)
FACTORS = [
    (f.Identity(), (2, 3), (2, 3)),
    (f.Identity(), (0,), (0,)),
    (f.Zero(), (2, 3), (3,)),
    (f.Diag(RATES), (2, 3), (2, 3)),
    (f.Diag(-2.5), (3,), (3,)),
    (f.Over(RATES), (2, 3), (2, 3)),
    (f.Gate(MASK), (2, 3), (2, 3)),
    (f.Left(MATRIX), (4, 2), (3, 2)),
    (f.Right(MATRIX), (2, 3), (2, 4)),
    (f.Left(STACK), (2, 4, 2), (2, 3, 2)),
    (f.Right(STACK), (2, 2, 3), (2, 2, 4)),
    (f.Right(constant(np.zeros((3, 0)))), (2, 3), (2, 0)),
    (f.Sum((0,)), (2, 3), (3,)),
    (f.Sum((0, 1)), (2, 3), ()),
    (f.Sum(()), (2, 3), (2, 3)),
    (f.Sum((0,)), (0, 3), (3,)),
    (f.Sum((1,)), (0, 3), (0,)),
    (f.Spread(), (3,), (2, 3)),
    (f.Spread(), (2, 1), (4, 2, 3)),
    (f.Spread(), (), (5,)),
    (f.Spread(), (1,), (0,)),
    (f.Permute((1, 2, 0)), (2, 3, 4), (3, 4, 2)),
    (f.Reshape(), (2, 3), (6,)),
    (f.Pick(((0, 2, 1), (2, None, -2))), (2, 3), (2, 2)),
    (f.Pick(((0, 0, 1),)), (3,), (0,)),
    (f.Place(((1, 3, 1),)), (2,), (4,)),
    (f.Erase(((0, 1, 1), (1, 3, 1)), PART), (2, 3), (2, 3)),
    (f.Erase(((0, 1, 1), (0, 2, 1)), PART), (1, 2), (1, 2)),
    (f.Gather((constant(SOME),), (0,)), (3,), (4,)),
    (f.Gather((constant(SOME),), (None, 0)), (2, 3), (2, 4)),
    (f.Gather((constant(SOME[:0]),), (0,)), (3,), (0,)),
    (f.Scatter((constant(SOME),), (0,)), (4,), (3,)),
    (f.Scatter((constant(SOME),), (None, 0)), (2, 4), (2, 3)),
    (f.RunningSum(0), (5,), (5,)),
    (f.RunningSum(1), (2, 3), (2, 3)),
    (f.RunningSum(0), (0,), (0,)),
    (f.Sum((0,)) @ f.Diag(RATES), (2, 3), (3,)),
    (f.Sum((0, 1)) @ f.Diag(RATES), (2, 3), ()),
    (f.Reshape() @ f.Diag(RATES), (2, 3), (6,)),
    (f.Custom(lambda v: v[::-1] * 2, lambda u: u[::-1] * 2, 2.0), (3,), (3,)),
]
IDS = [f"{one.name} {x}->{y}" for one, x, y in FACTORS]


def numbers(asked: Node, **known: Any) -> Any:
    verify([asked])
    with np.errstate(all="ignore"):
        return evaluate((asked,), KNOWN)[1][0]


def columns(direction: Any, start: tuple[int, ...], end: Node) -> np.ndarray:
    """The dense matrix of a direction of a factor, a basis vector at a time."""
    size = int(np.prod(start))
    rows = [direction(constant(e.reshape(start)), end) for e in np.eye(size)]
    found = [np.ravel(numbers(one)) for one in rows]
    return np.array(found).reshape(size, end.size).T


@pytest.mark.parametrize(("factor", "x", "y"), FACTORS, ids=IDS)
def test_pull_is_the_transpose_of_push(factor, x, y):
    from_x, to_y = wire("x", *x), wire("y", *y)
    pushed = columns(factor.push, x, to_y)
    pulled = columns(factor.pull, y, from_x)
    np.testing.assert_allclose(pushed, pulled.T, rtol=1e-14, atol=1e-14)


@pytest.mark.parametrize(("factor", "x", "y"), FACTORS, ids=IDS)
def test_gain_is_the_largest_singular_value(factor, x, y):
    from_x, to_y = wire("x", *x), wire("y", *y)
    matrix = columns(factor.push, x, to_y)
    largest = np.linalg.norm(matrix, 2) if matrix.size else 0.0
    gain = factor.gain(numbers, from_x, to_y)
    assert isinstance(gain, float)
    assert gain == pytest.approx(largest, rel=1e-12)


def test_a_product_without_a_closed_form_has_a_bound():
    product = f.RunningSum(0) @ f.Diag(wire("some", 3))
    KNOWN[product.before.rates] = np.array([1.0, -2.0, 0.5])
    x = wire("x", 3)
    bound = product.gain(numbers, x, x)
    assert np.linalg.norm(columns(product.push, (3,), x), 2) <= bound


def test_cast_rounds_to_the_precision_of_each_side():
    wide, narrow = wire("x", 3), wire("y", 3, dtype=np.float32)
    assert f.Cast().push(wide, narrow).dtype == np.float32
    assert f.Cast().pull(narrow, wide).dtype == np.float64


def test_a_shut_gate_stops_nan():
    desire = constant(np.array([[1.0, np.nan, 2.0], [np.nan, 3.0, 4.0]]))
    pulled = numbers(f.Gate(MASK).pull(desire, MASK))
    assert pulled.tolist() == [[1.0, 0.0, 2.0], [0.0, 0.0, 4.0]]


def test_a_custom_map_may_leave_its_gain_unsaid():
    x = wire("x", 3)
    assert np.isnan(f.Custom(lambda v: v, lambda u: u).gain(numbers, x, x))


def test_names_tell_what_a_factor_is():
    assert f.Sum((0,)).name == "Sum"
    assert (f.Sum((0,)) @ f.Diag(-1.0)).name == "Sum @ Diag(-1.0)"
    assert f.Diag(RATES).name.startswith("Diag(input")
