"""The native math functions: NumPy's special values, 2 ulp, and vector code."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("llvmlite")
pytest.importorskip("mpmath")
from backsweep.native.math import FUNCTIONS, supports, trial

ROOT = Path(__file__).parents[2]
FLOATS = (np.float32, np.float64)
INTEGERS = (np.int32, np.int64)


def tool(name: str):
    path = ROOT / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


accuracy = tool("measure_accuracy")
BINARY = accuracy.BINARY | {
    *("add", "subtract", "multiply", "divide", "floor_divide", "remainder"),
    *("maximum", "minimum", "fmax", "fmin", "copysign"),
    *("equal", "not_equal", "less", "less_equal", "greater", "greater_equal"),
    *("logical_and", "logical_or", "logical_xor"),
    *("bitwise_and", "bitwise_or", "bitwise_xor"),
}
FREE_ZERO_SIGN = {"maximum", "minimum", "fmax", "fmin"}
"""Of two zeros NumPy takes either, depending on the place in the array."""


def cases(*dtypes: type) -> list:
    return [
        pytest.param(name, dtype, id=f"{name}-{np.dtype(dtype)}")
        for name, dtype in product(sorted(FUNCTIONS), dtypes)
        if name != "where" and supports(name, dtype)
    ]


def special_values(dtype: type) -> np.ndarray:
    form = np.finfo(dtype)
    sizes = [0, form.smallest_subnormal, form.tiny, 1e-20, 0.3, 0.5, 1, 2, 3, 7.5]
    sizes += [1 - form.epsneg, 1 + form.eps, 20, 100.25, 1e5, form.max, np.inf]
    return np.array([*sizes, *(-np.array(sizes, dtype)), np.nan], dtype)


def whole_values(dtype: type) -> np.ndarray:
    if dtype is np.bool_:
        return np.array([False, True])
    edges = np.iinfo(dtype)
    return np.array([edges.min, -7, -2, -1, 0, 1, 2, 3, 9, edges.max], dtype)


def grid(name: str, values: np.ndarray) -> tuple[np.ndarray, ...]:
    if name not in BINARY:
        return (values,)
    return np.repeat(values, values.size), np.tile(values, values.size)


@cache
def loop(name: str, *dtypes: np.dtype) -> trial.Loop:
    return trial.compile_loop(FUNCTIONS[name], *dtypes)


def native(name: str, *arrays: np.ndarray) -> np.ndarray:
    return loop(name, *(array.dtype for array in arrays))(*arrays)


def expected(name: str, *arrays: np.ndarray) -> np.ndarray:
    """Return NumPy's result, of rounded float32 functions by way of float64."""
    through_double = name in accuracy.EXACT and arrays[0].dtype == np.float32
    dtype = np.float64 if through_double else arrays[0].dtype
    with np.errstate(all="ignore"):
        result = accuracy.reference(name)(*(array.astype(dtype) for array in arrays))
        return result.astype(np.float32) if through_double else result


def assert_same_numbers(got: np.ndarray, wanted: np.ndarray, signs: bool) -> None:
    assert got.dtype == wanted.dtype
    np.testing.assert_array_equal(np.isnan(got), np.isnan(wanted))
    limits = (wanted == 0) | np.isinf(wanted)
    np.testing.assert_array_equal(got[limits], wanted[limits])
    known = ~np.isnan(wanted)
    if signs:
        np.testing.assert_array_equal(np.signbit(got[known]), np.signbit(wanted[known]))
    np.testing.assert_array_max_ulp(got[known], wanted[known], maxulp=4)


@pytest.mark.parametrize(("name", "dtype"), cases(*FLOATS))
def test_special_values_are_numpys(name, dtype):
    arguments = grid(name, special_values(dtype))
    got, wanted = native(name, *arguments), expected(name, *arguments)
    if wanted.dtype == bool:
        np.testing.assert_array_equal(got, wanted)
    else:
        assert_same_numbers(got, wanted, signs=name not in FREE_ZERO_SIGN)


@pytest.mark.parametrize(("name", "dtype"), cases(*INTEGERS, np.bool_))
def test_integers_and_bools_are_numpys(name, dtype):
    arguments = grid(name, whole_values(dtype))
    got, wanted = native(name, *arguments), expected(name, *arguments)
    assert got.dtype == wanted.dtype
    np.testing.assert_array_equal(got, wanted)


@pytest.mark.parametrize("dtype", [*FLOATS, *INTEGERS, np.bool_])
def test_where_chooses(dtype):
    arguments = np.array([True, False]), np.ones(2, dtype), np.zeros(2, dtype)
    np.testing.assert_array_equal(native("where", *arguments), np.where(*arguments))


@pytest.mark.parametrize(
    ("name", "dtype"),
    [case for case in cases(*FLOATS) if case.values[0] in accuracy.EXACT],
)
def test_stays_within_two_units_in_the_last_place(name, dtype):
    rng = np.random.default_rng(11)
    if dtype is np.float64:
        sample = accuracy.operands(name, rng, 600, dtype)
        assert accuracy.worst_float64(name, sample) <= 2.0
    else:
        sample = accuracy.operands(name, rng, 60_000, dtype)
        assert accuracy.worst_float32(name, sample) <= 2.0


@pytest.mark.parametrize("name", ["sin", "cos", "tan"])
def test_angles_that_nearly_are_multiples_of_a_right_angle(name):
    # the float64 nearest to one of all, and others found by continued fractions
    hard = [
        6381956970095103 * 2.0**797,
        6411027962775774 * 2.0**-48,
        5.319372648326541e255,
    ]
    sample = np.array([*hard, 22.0, 355.0, 2.0**1023, np.finfo(float).max])
    assert accuracy.worst_float64(name, (sample,)) <= 2.0


def test_the_recorded_accuracy_covers_every_rounded_function():
    recorded = json.loads(accuracy.TARGET.read_text())
    expected = {
        (name, np.dtype(dtype).name)
        for name, dtype in product(set(accuracy.EXACT) & set(FUNCTIONS), FLOATS)
        if supports(name, dtype)
    }
    assert {(name, dtype) for name in recorded for dtype in recorded[name]} == expected
    assert all(error <= 2.0 for row in recorded.values() for error in row.values())


@pytest.mark.parametrize(("name", "dtype"), cases(*FLOATS))
def test_loops_become_vector_code(name, dtype):
    kinds = [np.dtype(dtype)] * (2 if name in BINARY else 1)
    optimised = str(trial.optimise(trial.loop_ir(FUNCTIONS[name], kinds, "loop")))
    assert name == "positive" or re.search(r"<\d+ x (float|double|i\d+)>", optimised)


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("exponent", [-1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 0.5, -2.0])
def test_a_constant_exponent_gives_the_same_power(exponent, dtype):
    def function(x):
        return FUNCTIONS["power"](x, x.constant(exponent))

    x = special_values(dtype)
    got = trial.compile_loop(function, dtype)(x)
    assert_same_numbers(got, expected("power", x, np.full_like(x, exponent)), True)


@pytest.mark.parametrize(("name", "dtype"), cases(*FLOATS))
def test_every_kind_of_nan_is_nan(name, dtype):
    bits = np.int32 if dtype is np.float32 else np.int64
    quiet = np.array(np.nan, dtype).view(bits)
    payloads = np.random.default_rng(2).integers(0, 1 << 22, 64, bits)
    x = (payloads | quiet).view(dtype)
    arguments = (x, np.full_like(x, 0.7)) if name in BINARY else (x,)
    np.testing.assert_array_equal(native(name, *arguments), expected(name, *arguments))


def test_results_do_not_depend_on_the_place_in_the_array():
    x = np.linspace(-8, 8, 67, dtype=np.float32)
    one_by_one = np.concatenate([native("tanh", x[i : i + 1]) for i in range(x.size)])
    np.testing.assert_array_equal(native("tanh", x), one_by_one)


def test_what_is_not_registered_is_not_supported():
    assert not supports("no_such_function", np.float64)
    assert not supports("exp", np.int64)
    assert not supports("add", np.complex128)
    assert set(FUNCTIONS) >= {"exp", "tanh", "where"}


@pytest.mark.parametrize("name", ["logaddexp", "logaddexp2"])
@pytest.mark.parametrize("dtype", FLOATS)
def test_what_cancels_beyond_two_units_stays_with_numpy(name, dtype):
    assert not supports(name, dtype)
