"""``grad`` and ``value_and_grad``: gradients in the nesting of the argument."""

from __future__ import annotations

import dataclasses
import functools
from collections import OrderedDict, namedtuple
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import backsweep as bs
from backsweep.errors import (
    IntegerArgument,
    NonScalarCost,
    StaleValue,
    UnsupportedValue,
)

X = np.array([0.5, -1.5, 2.0])


class Layer(NamedTuple):
    w: Any
    b: Any


@dataclasses.dataclass
class Model:
    layers: list[Layer]
    scale: Any


@dataclasses.dataclass(frozen=True)
class Frozen:
    w: Any


def square(x: Any) -> Any:
    return np.sum(x * x)


def test_the_gradient_of_a_python_float_is_a_python_float() -> None:
    value, gradient = bs.value_and_grad(lambda x: x**3)(2.0)
    assert (type(value), type(gradient)) == (float, float)
    assert (value, gradient) == (8.0, 12.0)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.longdouble])
def test_a_gradient_has_the_dtype_and_kind_of_its_argument(dtype: Any) -> None:
    for x in (X.astype(dtype), dtype(2.0), np.array(2.0, dtype)):
        gradient = bs.grad(square)(x)
        assert type(gradient) is type(x)
        assert gradient.dtype == x.dtype
        np.testing.assert_array_equal(gradient, 2 * x)


def test_a_python_float_gives_way_to_float32_and_has_a_float_gradient() -> None:
    x = X.astype(np.float32)
    value, (to_x, to_s) = bs.value_and_grad(lambda x, s: np.sum(x * s), (0, 1))(x, 2.0)
    assert (value.dtype, to_x.dtype, type(to_s)) == (np.float32, np.float32, float)
    assert to_s == 1.0


def test_a_float64_scalar_does_not_give_way() -> None:
    x, s = X.astype(np.float32), np.float64(2.0)
    value, (to_x, to_s) = bs.value_and_grad(lambda x, s: np.sum(x * s), (0, 1))(x, s)
    assert (value.dtype, to_x.dtype, to_s.dtype) == (np.float64, np.float32, np.float64)


NESTINGS = {
    "dict": {"w": X, "b": 2.0},
    "ordered dict": OrderedDict(z=X, a=np.float32(1.5)),
    "list": [X, [1.0, (X,)]],
    "tuple": (X, (), 3.0),
    "namedtuple": Layer(X, 1.0),
    "old namedtuple": namedtuple("Pair", "left right")(X, 4.0),
    "dataclass": Model([Layer(X, 1.0), Layer(2.0, X)], 3.0),
    "frozen dataclass": Frozen(X),
    "with None": {"w": X, "nothing": None, "empty": []},
    "array alone": X,
}


@pytest.mark.parametrize("tree", NESTINGS.values(), ids=NESTINGS)
def test_a_gradient_comes_back_in_the_nesting_of_its_argument(tree: Any) -> None:
    def cost(p: Any) -> Any:
        return sum(np.sum(leaf**2) for leaf in bs.tree.flatten(p)[0])

    leaves, structure = bs.tree.flatten(tree)
    found, same = bs.tree.flatten(bs.grad(cost)(tree))
    assert same == structure
    for leaf, gradient in zip(leaves, found, strict=True):
        np.testing.assert_array_equal(gradient, 2 * leaf)
        assert np.asarray(gradient).dtype == np.asarray(leaf).dtype


def test_argnums_picks_arguments_from_either_end() -> None:
    def cost(a: Any, b: Any, c: Any) -> Any:
        return a * b**2 * c**3

    assert bs.grad(cost)(2.0, 3.0, 5.0) == 9 * 125
    assert bs.grad(cost, -1)(2.0, 3.0, 5.0) == 2 * 9 * 75
    assert bs.grad(cost, (2, 0))(2.0, 3.0, 5.0) == (2 * 9 * 75, 9 * 125)
    assert bs.grad(cost, [1])(2.0, 3.0, 5.0) == (2 * 6 * 125,)
    assert bs.grad(cost, np.int64(1))(2.0, 3.0, 5.0) == 2 * 6 * 125


@pytest.mark.parametrize("argnums", [2, -3, (0, 0), (0, -2), "x", 0.5, (0, None)])
def test_argnums_that_name_no_argument_or_one_twice_are_refused(argnums: Any) -> None:
    with pytest.raises(UnsupportedValue, match="argnums asks for") as caught:
        bs.grad(lambda a, b: a * b, argnums)(2.0, 3.0)
    assert repr(argnums) in caught.value.what


def test_an_argument_to_differentiate_must_be_passed_by_position() -> None:
    with pytest.raises(UnsupportedValue, match="0 positional arguments"):
        bs.grad(square)(x=X)


def test_keyword_arguments_are_passed_on() -> None:
    def cost(x: Any, *, scale: Any, power: int = 2) -> Any:
        return np.sum(x**power) * scale

    np.testing.assert_array_equal(bs.grad(cost)(X, scale=3.0), 6 * X)
    np.testing.assert_array_equal(bs.grad(cost)(X, scale=2.0, power=3), 6 * X**2)


def test_the_same_array_given_twice_has_two_gradients() -> None:
    left, right = bs.grad(lambda a, b: np.sum(a * b**2), (0, 1))(X, X)
    np.testing.assert_array_equal(left, X**2)
    np.testing.assert_array_equal(right, 2 * X * X)


@given(st.integers(1, 4), st.floats(-2, 2))
def test_derivatives_of_any_order_agree_with_the_formula(order: int, x: float) -> None:
    f: Any = lambda x: np.sin(2.0 * x)  # noqa: E731
    for _ in range(order):
        f = bs.grad(f)
    phase = order * np.pi / 2
    assert np.isclose(f(x), 2.0**order * np.sin(2 * x + phase), rtol=1e-12, atol=1e-12)


def test_perturbations_are_not_confused() -> None:
    assert bs.grad(lambda x: x * bs.grad(lambda y: x * y)(x))(3.0) == 6.0
    assert bs.grad(lambda x: x * bs.grad(lambda y: x + y)(1.0))(5.0) == 1.0
    nested = bs.grad(lambda x: bs.grad(lambda y: bs.grad(lambda z: x * y * z)(y))(x))
    assert nested(7.0) == 1.0


def test_an_inner_gradient_may_be_used_in_a_second_inner_gradient() -> None:
    def outer(x: Any) -> Any:
        value, slope = bs.value_and_grad(lambda y: x * y**2)(x)  # x³, 2x²
        return value + bs.grad(lambda z: slope * z**2 + value * z)(x)  # 4x³, x³

    assert outer(2.0) == 8 + 32 + 8
    assert bs.grad(outer)(2.0) == 6 * 3 * 2.0**2


def test_an_outer_variable_is_a_constant_to_the_inner_gradient() -> None:
    def outer(w: Any) -> Any:
        inner = bs.grad(lambda x: np.sum(np.sin(w) * x**2))(X)
        return np.sum(inner * w)

    w = np.array([0.1, 0.2, 0.3])
    expected = 2 * X * (np.cos(w) * w + np.sin(w))
    np.testing.assert_allclose(bs.grad(outer)(w), expected, rtol=1e-14)


def test_no_path_is_told_from_zero() -> None:
    to_x, to_y = bs.grad(lambda x, y: np.sum(x * 0.0), (0, 1))(X, X)
    assert type(to_x) is np.ndarray
    assert isinstance(to_y, bs.NoPath)
    assert not to_x.any()


@pytest.mark.parametrize(
    "cost",
    [
        lambda x: np.sum(bs.stop_gradient(x)),
        lambda x: 3.0,
        lambda x: float(np.argmax(x)),
        lambda x: np.sum(np.where(x > 0, 1.0, 0.0)),
        lambda x: np.float64(np.sum(x > 0).item()),
        lambda x: np.sum(np.sign(x).astype(int)) * 1.0,
    ],
)
def test_a_cost_without_any_path_warns_with_the_users_line(cost: Any) -> None:
    with pytest.warns(bs.NoPathWarning, match="no path leads from x") as caught:
        gradient = bs.grad(cost)(X)
    assert isinstance(gradient, bs.NoPath)
    assert caught[0].filename == __file__


@pytest.mark.parametrize(
    ("cost", "told"),
    [
        (lambda x: x, r"an array of shape \(3,\)"),
        (lambda x: x[:1], r"an array of shape \(1,\)"),
        (lambda x: [x[0]], "a list"),
        (lambda x: {"cost": x[0]}, "a dict"),
        (lambda x: None, "a NoneType"),
        (lambda x: "cost", "a str"),
        (lambda x: x[0] > 0, "a bool"),
        (np.argmax, "a int64"),
        (lambda x: 3, "a int64"),
    ],
)
def test_a_cost_that_is_no_single_number_is_named(cost: Any, told: str) -> None:
    with pytest.raises(NonScalarCost, match=f"returned {told}, not a single"):
        bs.grad(cost)(X)


@pytest.mark.parametrize("x", [3, True, np.arange(3), np.array([True]), np.int8(1)])
def test_an_integer_argument_is_refused_by_its_name(x: Any) -> None:
    with pytest.raises(IntegerArgument, match="'x' of square is"):
        bs.grad(square)(x)
    with pytest.raises(IntegerArgument, match=r"p\['n'\]"):
        bs.grad(lambda p: p["n"] * 1.0)({"n": x})


@pytest.mark.parametrize(
    "x",
    [
        "text",
        1j,
        np.array([1j]),
        np.array([None, 1.0]),
        np.ma.array([1.0, 2.0], mask=[False, True]),
        np.array(["a"]),
        np.array(["2020-01-01"], "M8[D]"),
        object(),
        {1.0, 2.0},
    ],
    ids=lambda x: type(x).__name__,
)
def test_an_argument_that_is_no_real_number_is_refused(x: Any) -> None:
    with pytest.raises(UnsupportedValue, match="in a traced function"):
        bs.grad(square)(x)


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
def test_a_matrix_is_refused_for_its_own_meaning_of_times() -> None:
    with pytest.raises(UnsupportedValue, match="a matrix"):
        bs.grad(square)(np.matrix(np.eye(2)))


def test_gradients_share_no_memory_with_anything() -> None:
    x, y, captured = X.copy(), X.copy(), X.copy()
    gradients = bs.grad(lambda x, y: np.sum(x * captured + y * captured), (0, 1))(x, y)
    others = [x, y, captured]
    for k, gradient in enumerate(gradients):
        for other in (*others, *gradients[:k]):
            assert not np.shares_memory(gradient, other)
        assert gradient.flags.writeable
    gradients[0][:] = 99
    np.testing.assert_array_equal(captured, X)


def test_a_value_that_is_the_argument_itself_is_a_copy() -> None:
    x = np.array(3.0)
    value, gradient = bs.value_and_grad(lambda x: x)(x)
    value[...], gradient[...] = 7.0, 8.0
    assert x == 3.0


def test_a_value_kept_from_an_earlier_run_is_refused_as_a_cost() -> None:
    kept = []

    def leaking(x: Any) -> Any:
        kept.append(x * 2.0)
        return x * 1.0

    bs.grad(leaking)(3.0)
    with pytest.raises(StaleValue):
        bs.grad(lambda x: kept[0])(5.0)
    with pytest.raises(StaleValue):
        bs.grad(lambda x: x)(kept[0])


def test_callables_of_every_kind_are_differentiated() -> None:
    class Cost:
        def __call__(self, x: Any) -> Any:
            return np.sum(x**2)

        def method(self, x: Any) -> Any:
            return np.sum(x**2)

    for f in (Cost(), Cost().method, functools.partial(np.power, 1.0), np.sum):
        assert isinstance(bs.grad(f)(3.0), float)
    np.testing.assert_array_equal(bs.grad(Cost())(X), 2 * X)


def test_the_gradient_function_is_named_after_the_function() -> None:
    assert bs.grad(square).__name__ == "square"


def test_a_loop_of_ten_thousand_steps_has_a_gradient() -> None:
    def deep(x: Any) -> Any:
        for _ in range(10_000):
            x = x * 0.9999 + 0.0001
        return x

    assert np.isclose(bs.grad(deep)(0.5), 0.9999**10_000, rtol=1e-10)


def test_a_chain_of_a_thousand_functions_has_a_second_derivative() -> None:
    def chain(x: Any) -> Any:
        for _ in range(1000):
            x = np.sin(x)
        return x

    step = 1e-5
    measured = (bs.grad(chain)(0.5 + step) - bs.grad(chain)(0.5 - step)) / (2 * step)
    assert np.isclose(bs.grad(bs.grad(chain))(0.5), measured, rtol=1e-5)


def test_an_exception_in_the_function_leaves_everything_usable() -> None:
    class Mine(Exception):
        pass

    def failing(x: Any) -> Any:
        raise Mine from KeyError("mine")

    with pytest.raises(Mine) as caught:
        bs.grad(failing)(X)
    assert isinstance(caught.value.__cause__, KeyError)
    np.testing.assert_array_equal(bs.grad(square)(X), 2 * X)
