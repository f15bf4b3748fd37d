"""``jit`` in company: derivatives, errors, threads, and arrays of all kinds."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

import backsweep as bs
from backsweep.errors import ChangedArray, StaleValue

X = np.array([1.0, 2.0, 3.0])
W = np.ones(3)


# In company.


def test_jit_goes_around_and_inside_derivatives() -> None:
    def cost(x: Any) -> Any:
        return np.sum(np.sin(x) * x**2)

    hessian, gradient = bs.hessian(cost)(X), bs.grad(cost)(X)
    made = [
        (bs.jit(bs.grad(cost)), gradient),
        (bs.grad(bs.jit(cost)), gradient),
        (bs.jit(bs.grad(bs.jit(cost))), gradient),
        (bs.jit(bs.hessian(cost)), hessian),
        (bs.jacobian(bs.jit(bs.grad(cost))), hessian),
        (bs.jit(bs.jit(bs.grad(cost))), gradient),
    ]
    for f, expected in made:
        for _ in range(3):
            np.testing.assert_allclose(f(X), expected, rtol=1e-13)


def test_grad_of_jit_of_grad_is_the_second_derivative() -> None:
    f = bs.grad(bs.jit(bs.grad(lambda x: x**4)))
    assert [f(2.0) for _ in range(3)] == [48.0] * 3


def test_decisions_inside_a_jitted_gradient_are_kept_too() -> None:
    def cost(x: Any) -> Any:
        return np.sum(x**2) if np.sum(x) > 0 else np.sum(x**3)

    f = bs.jit(bs.grad(cost))
    for x in [X, -X] * 4:
        np.testing.assert_array_equal(f(x), bs.grad(cost)(x))


def test_a_whole_training_step_runs_as_one_function(counted: Any) -> None:
    inputs = np.linspace(-1, 1, 12).reshape(4, 3)

    def loss(p: Any) -> Any:
        return np.mean((np.tanh(inputs @ p["w"]) + p["b"] - 0.5) ** 2)

    def step(p: Any, rate: Any) -> Any:
        value, gradient = bs.value_and_grad(loss)(p)
        return value, {k: p[k] - rate * gradient[k] for k in p}

    jitted, runs = counted(step)
    params = theirs = {"w": np.full((3, 2), 0.3), "b": np.zeros(2)}
    for _ in range(20):
        value, params = jitted(params, 0.1)
        expected, theirs = step(theirs, 0.1)
        assert np.isclose(value, expected, rtol=1e-12)
    assert len(runs) == 2


def test_an_exception_leaves_everything_usable() -> None:
    def f(x: Any, fail: bool) -> Any:
        if fail:
            raise RuntimeError("mine")
        return x * W

    jitted = bs.jit(f)
    for fail in (True, False, True, False, False, True, False):
        if fail:
            with pytest.raises(RuntimeError, match="mine"):
                jitted(X, fail)
        else:
            np.testing.assert_array_equal(jitted(X, fail), X * W)
    assert W.flags.writeable


def test_writing_into_a_captured_array_is_refused_and_unlocked() -> None:
    table, argument = np.ones(3), X.copy()

    def f(x: Any) -> Any:
        y = x * table
        table[0] = 5.0
        return y

    jitted = bs.jit(f)
    for _ in range(3):
        with pytest.raises(ChangedArray, match="changed in place") as caught:
            jitted(argument)
        assert "table[0] = 5.0" in caught.value.where
    table[0] = 2.0
    argument[0] = 3.0
    assert table[0] == 2.0


def test_an_argument_is_not_changed_by_what_the_function_writes() -> None:
    def f(x: Any) -> Any:
        x[0] = 10.0
        x *= 2.0
        return np.sum(x)

    jitted, x = bs.jit(f), X.copy()
    assert [jitted(x) for _ in range(3)] == [30.0] * 3
    np.testing.assert_array_equal(x, X)


def test_a_traced_value_of_an_earlier_run_is_refused() -> None:
    kept = []

    def leaking(x: Any) -> Any:
        kept.append(x * 2.0)
        return x * 1.0

    bs.grad(leaking)(3.0)
    for f in (lambda x: kept[0], lambda x: x * kept[0]):
        with pytest.raises(StaleValue):
            bs.jit(f)(5.0)
    with pytest.raises(StaleValue):
        bs.jit(lambda x: x)(kept[0])


def test_strided_and_other_ordered_arrays_are_taken() -> None:
    f = bs.jit(lambda m: m @ m.T + m[0, 0])
    m = np.arange(24.0).reshape(4, 6)
    for view in (m[:, ::2], np.asfortranarray(m[:, :3]), m[::-1, 3:], m[:, 2::-1]):
        np.testing.assert_allclose(f(view), view @ view.T + view[0, 0])
    swapped = m.astype(">f8")
    for _ in range(3):
        np.testing.assert_allclose(f(swapped), m @ m.T + m[0, 0])


def test_a_thousand_operations_deep_compiles_without_recursion() -> None:
    def deep(x: Any) -> Any:
        for _ in range(3000):
            x = x * 0.999 + 0.001
        return x

    for f in (deep, bs.grad(deep)):
        jitted, expected = bs.jit(f), f(0.5)
        for _ in range(3):
            assert np.isclose(jitted(0.5), expected, rtol=1e-12)


@pytest.mark.parametrize("shared", [True, False])
def test_threads_may_call_one_jitted_function_at_once(shared: bool) -> None:
    def f(x: Any) -> Any:
        if np.sum(x) > 8:
            return np.sum(x * W) * 2.0
        return np.sum(np.sin(x) ** 2) * 1.0

    jitted, wrong = bs.jit(bs.grad(f)), []
    start = threading.Barrier(4)

    def work(number: int) -> None:
        start.wait()
        for k in range(60):
            x = X * (1.0 if shared else 1 + (number + k) % 3)
            if not np.allclose(jitted(x), bs.grad(f)(x), rtol=1e-12):
                wrong.append((number, k))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert W.flags.writeable


def test_threads_may_trace_different_functions_at_once() -> None:
    results: dict[int, Any] = {}

    def work(number: int) -> None:
        f = bs.jit(bs.grad(lambda x: np.sum(x**number * X)))
        results[number] = [f(X) for _ in range(5)][-1]

    threads = [threading.Thread(target=work, args=(n,)) for n in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for n, result in results.items():
        np.testing.assert_allclose(result, n * X ** (n - 1) * X, rtol=1e-12)
    assert len(results) == 6
    assert X.flags.writeable
