"""Every mistake says what, where, why, and how to put it right."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import scipy.special

import backsweep as bs
from backsweep import errors
from backsweep.errors import no_rule, spelling

X = np.array([0.5, -1.5, 2.0])


def told(f: Any, *args: Any, kind: Any = errors.BacksweepError) -> Any:
    """The error that ``f`` ends in; checks that it has all four parts."""
    with pytest.raises(kind) as caught:
        f(*args)
    error = caught.value
    lines = str(error).split("\n")
    assert lines[0] == error.what
    assert [line.split()[0] for line in lines[1:] if line[2] != " "] == [
        "where:",
        "why:",
        "cure:",
    ]
    assert error.where.startswith(f"{__file__}, line "), error.where
    return error


def line_with(text: str) -> str:
    """Where the line of this file is that ends in a comment."""
    with open(__file__, encoding="utf-8") as lines:
        found = [(k, line) for k, line in enumerate(lines, 1) if f"# {text}\n" in line]
    ((number, line),) = found
    return f"{__file__}, line {number}: {line.strip()}"


def test_a_cost_that_is_no_number() -> None:
    def cost(x: Any) -> Any:
        return x * 2.0

    error = told(bs.grad(cost), X, kind=errors.NonScalarCost)
    assert error.what == (
        "cost returned an array of shape (3,), not a single real number"
    )
    assert error.where.endswith(f"line {cost.__code__.co_firstlineno}")
    assert (
        error.why == "a gradient is the slope of one number; an array has a slope "
        "per entry"
    )
    assert "np.sum" in error.cure
    assert "bs.jacobian" in error.cure
    assert isinstance(error, TypeError)


def test_an_integer_argument() -> None:
    def f(x: Any, params: Any) -> Any:
        return x * params["n"]

    def call() -> Any:
        return bs.grad(f, (0, 1))(1.0, {"n": 3})  # integer

    error = told(call, kind=errors.IntegerArgument)
    assert error.what == "\"params['n']\" of f is int, and its rate was asked for"
    assert error.where == line_with("integer")
    assert "cannot be nudged" in error.why
    assert error.cure == "pass a float: 3 as 3.0"
    error = told(bs.grad(f), np.arange(3), {"n": 1}, kind=errors.IntegerArgument)
    assert error.what == "'x' of f is int64, and its rate was asked for"
    assert "astype(float)" in error.cure


def test_a_traced_value_written_into_a_plain_array() -> None:
    def number(x: Any) -> Any:
        out = np.zeros(3)
        y = x * 2.0
        out[1] = y  # one number
        return np.sum(out)

    def slice_of(x: Any) -> Any:
        out = np.zeros(3)
        out[:] = x  # a slice
        return np.sum(out)

    def augmented(x: Any) -> Any:
        out = np.zeros(3)
        out += x  # augmented
        return np.sum(out)

    def out_argument(x: Any) -> Any:
        return np.sum(np.exp(x, out=np.zeros(3)))  # out argument

    def buffer(x: Any) -> Any:
        out = np.zeros(3)
        np.copyto(out, x)  # copyto
        return np.sum(out)

    error = told(bs.grad(number), 2.0, kind=errors.LeakedValue)
    assert error.what == "a traced value (y) was written into a plain NumPy array"
    assert error.where == line_with("one number")
    assert "carries no chain" in error.why
    assert "backsweep.numpy" in error.cure
    for f, comment in [
        (slice_of, "a slice"),
        (augmented, "augmented"),
        (out_argument, "out argument"),
        (buffer, "copyto"),
    ]:
        assert told(bs.grad(f), X).where == line_with(comment)


def test_arrays_made_of_traced_values() -> None:
    def of_two(x: Any) -> Any:
        return np.sum(np.array([x[0], x[1]]))  # of two

    def of_one(x: Any) -> Any:
        return np.sum(np.asarray(x))  # of one

    def mixed(x: Any) -> Any:
        return np.sum(np.array([[1.0, x[0]], [2.0, 3.0]]))  # mixed

    def as_float(x: Any) -> Any:
        return np.float64(x[0])  # as float

    def drawn(x: Any) -> Any:
        return np.random.default_rng(0).normal(x[0])  # drawn

    for f, comment in [
        (of_two, "of two"),
        (of_one, "of one"),
        (mixed, "mixed"),
        (as_float, "as float"),
        (drawn, "drawn"),
    ]:
        error = told(bs.grad(f), X, kind=errors.LeakedValue)
        assert error.where == line_with(comment)
        assert "np.stack" in error.cure or "drop the float()" in error.cure


@pytest.mark.parametrize("transform", [bs.grad, bs.jit])
def test_a_float_of_a_computed_value(transform: Any) -> None:
    def frozen(x: Any) -> Any:
        size = np.sum(x)
        return float(size) * 2.0  # float

    def item(x: Any) -> Any:
        return np.sum(x).item()  # item

    def listed(x: Any) -> Any:
        return math.sin(x[0])  # math

    error = told(transform(frozen), X, kind=errors.FrozenValue)
    assert error.what == "float() of a computed value (size)"
    assert error.where == line_with("float")
    assert "np.sin for math.sin" in error.cure
    assert "stop_gradient" in error.cure
    assert told(transform(item), X).where == line_with("item")
    assert told(transform(item), X).what.startswith(".item() of a computed value")
    assert told(transform(listed), X).where == line_with("math")


def test_integers_and_booleans_may_be_taken_out() -> None:
    def f(x: Any) -> Any:
        place = int(np.argmax(x))
        flag = (x > 0).any().item()
        return x[place] * float(np.argmin(x)) * (2.0 if flag else 1.0)

    np.testing.assert_array_equal(bs.grad(f)(X), [0.0, 0.0, 2.0])


def test_a_function_without_a_rule() -> None:
    def f(x: Any) -> Any:
        return np.sum(np.i0(x))  # no rule

    def g(x: Any) -> Any:
        return np.sum(scipy.special.gamma(x))

    error = told(bs.grad(f), X, kind=errors.NoRule)
    assert error.what == "np.i0 has no rule"
    assert error.where == line_with("no rule")
    assert isinstance(error, NotImplementedError)
    assert "scipy.special.gamma" in told(bs.grad(g), X, kind=errors.NoRule).what


def test_the_nearest_functions_with_a_rule_are_named() -> None:
    def logspaced(x: Any) -> Any:
        raise AssertionError

    logspaced.__name__, logspaced.__module__ = "log1", "numpy"
    assert "np.log1p" in no_rule(logspaced, [np.log1p, np.sin]).cure
    assert "the nearest" not in no_rule(np.i0, [np.matmul]).cure


def test_shapes_that_do_not_fit_are_told_in_the_users_names() -> None:
    def f(inputs: Any, weights: Any) -> Any:
        shifted = weights + 1.0
        return np.sum(inputs * shifted)  # shapes

    error = told(bs.grad(f, (0, 1)), X, np.ones(4), kind=errors.ShapeMismatch)
    assert error.where == line_with("shapes")
    assert "inputs has shape (3,)" in error.what
    assert "shifted has shape (4,)" in error.what
    assert isinstance(error, ValueError)


def test_matrices_that_do_not_fit_are_told_in_the_users_names() -> None:
    def f(inputs: Any, weights: Any) -> Any:
        return np.sum(inputs @ weights)  # matrices

    error = told(bs.grad(f, (0, 1)), np.ones((2, 3)), np.ones((2, 3)))
    assert error.where == line_with("matrices")
    assert "inputs" in error.what
    assert "weights" in error.what


def test_a_value_used_after_its_function_returned() -> None:
    kept: list[Any] = []

    def f(x: Any) -> Any:
        kept.append(x * 2.0)
        return np.sum(x)

    def late() -> Any:
        return kept[0] + 1.0  # stale

    bs.grad(f)(X)
    error = told(late, kind=errors.StaleValue)
    assert error.where == line_with("stale")
    assert "keep no value in a global" in error.cure
    for use in (
        lambda: bs.grad(lambda x: np.sum(x * kept[0]))(X),
        lambda: bs.grad(lambda x: kept[0][0])(X),
        lambda: bs.grad(lambda x: x[0])(kept[0]),
        lambda: bs.vjp(lambda x: kept[0], X),
        lambda: bs.jvp(lambda x: kept[0], (X,), (X,)),
        lambda: bs.jacobian(lambda x: kept[0])(X),
        lambda: bs.jit(lambda x: kept[0])(X),
        lambda: bs.source(lambda x: kept[0][0], X),
        lambda: bs.grad(lambda x: kept[0][0] if kept[0][0] > 0 else x[0])(X),
        lambda: np.sum(kept[0]),
    ):
        told(use, kind=errors.StaleValue)


def test_an_array_changed_after_its_use() -> None:
    table = np.ones(3)

    def f(x: Any) -> Any:
        y = x * table
        table[0] = 2.0  # changed
        return np.sum(y)

    def through_a_view(x: Any) -> Any:
        y = x[:2] * table[:2]
        table[0] = 2.0  # behind a view
        return np.sum(y)

    for g, comment in [(f, "changed"), (through_a_view, "behind a view")]:
        error = told(bs.grad(g), X, kind=errors.ChangedArray)
        assert error.where == line_with(comment)
        assert "make a copy before" in error.cure
        assert table.flags.writeable
        assert table[0] == 1.0


def test_an_argument_changed_behind_the_functions_back() -> None:
    x = X.copy()

    def f(y: Any) -> Any:
        z = y * y
        x[0] = 100.0  # behind
        return np.sum(z)

    assert told(bs.grad(f), x, kind=errors.ChangedArray).where == line_with("behind")


@pytest.mark.parametrize("mistake", ["complex", "object", "text", "negative power"])
def test_values_that_are_not_real(mistake: str) -> None:
    strange = {
        "complex": lambda x: np.sum(np.abs(x * np.array([1j]))),
        "object": lambda x: np.sum(x * np.array([None, 1, 2])),
        "text": lambda x: x[0] == "text",
        "negative power": lambda x: abs((-2.0 * bs.stop_gradient(1.0)) ** 0.5 * x[0]),
    }
    if mistake == "negative power":
        error = told(bs.grad(lambda x: abs((x - 5.0) ** 0.5)), 1.0)
        assert "complex number" in error.what
    else:
        told(bs.grad(strange[mistake]), X, kind=errors.UnsupportedValue)
    told(bs.grad(lambda x: np.sum(x * complex(x[0]))), X)


def test_numpys_own_errors_pass_through() -> None:
    with pytest.raises(IndexError):
        bs.grad(lambda x: x[7])(X)
    with pytest.raises(ValueError, match="reshape"):
        bs.grad(lambda x: np.sum(x.reshape(2, 2)))(X)
    with pytest.raises(ValueError, match="truth value"):
        bs.grad(lambda x: x[0] if x > 0 else x[1])(X)
    with pytest.raises(ZeroDivisionError):
        bs.grad(lambda x: 1.0 / x)(0.0)


def test_the_error_of_the_user_is_not_changed_when_raised_in_a_nested_run() -> None:
    cause = KeyError("first")

    def failing(x: Any) -> Any:
        try:
            raise cause
        except KeyError as error:
            raise ValueError("second") from error

    for call in (
        lambda: bs.source(failing, 1.0),
        lambda: bs.grad(lambda x: bs.source(failing, 1.0))(1.0),
        lambda: bs.jit(failing)(1.0),
    ):
        with pytest.raises(ValueError, match="second") as caught:
            call()
        assert caught.value.__cause__ is cause


def test_functions_are_spelled_as_numpy_code_writes_them() -> None:
    assert spelling(np.exp) == "np.exp"
    assert spelling(np.linalg.norm) == "np.linalg.norm"
    assert spelling(scipy.special.erf) == "scipy.special.erf"
    assert spelling((np.add, "reduce")) == "np.add.reduce"
    assert spelling(np.sum) == "np.sum"


def test_an_error_without_a_place_or_cure_has_only_its_other_parts() -> None:
    error = errors.BacksweepError("what", where="there")
    assert str(error) == "what\n  where: there"
    assert error.args == ("what",)
