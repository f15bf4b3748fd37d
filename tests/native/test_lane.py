"""Lanes: each operator means what it means on NumPy arrays."""

from __future__ import annotations

import operator
from itertools import product

import numpy as np
import pytest

pytest.importorskip("llvmlite")
from llvmlite import ir

from backsweep.native import lane as lanes
from backsweep.native.math.trial import compile_loop

DTYPES = (np.bool_, np.int8, np.int16, np.int32, np.int64, np.float32, np.float64)
ARITHMETIC = (operator.add, operator.sub, operator.mul)
COMPARISONS = (
    *(operator.eq, operator.ne, operator.lt),
    *(operator.le, operator.gt, operator.ge),
)
BITS = (operator.and_, operator.or_, operator.xor)
FLOATS = np.array([-np.inf, -2.5, -0.5, -0.0, 0.0, 0.5, 1.5, 2.5, 1e30, np.inf, np.nan])


def run(function, *arrays):
    return compile_loop(function, *(array.dtype for array in arrays))(*arrays)


def pairs_of(values):
    return np.repeat(values, values.size), np.tile(values, values.size)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("operation", [*ARITHMETIC, operator.truediv, *COMPARISONS])
def test_operators_on_floats(operation, dtype):
    a, b = pairs_of(FLOATS.astype(dtype))
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(run(operation, a, b), operation(a, b))


@pytest.mark.parametrize("dtype", [np.int8, np.int32, np.int64])
@pytest.mark.parametrize("operation", [*ARITHMETIC, *BITS, *COMPARISONS])
def test_operators_on_integers(operation, dtype):
    a, b = pairs_of(np.array([np.iinfo(dtype).min, -3, -1, 0, 1, 5], dtype))
    np.testing.assert_array_equal(run(operation, a, b), operation(a, b))


@pytest.mark.parametrize("operation", [*BITS, *COMPARISONS])
def test_operators_on_bools(operation):
    a, b = pairs_of(np.array([False, True]))
    np.testing.assert_array_equal(run(operation, a, b), operation(a, b))


def test_numbers_stand_on_either_side():
    x = np.array([0.5, -3.0])
    wanted = 1 - 2.0 / (3 * x + 1)
    np.testing.assert_array_equal(run(lambda x: 1 - 2.0 / (3 * x + 1), x), wanted)
    n = np.array([6, -6], np.int32)
    np.testing.assert_array_equal(run(lambda n: ~(n >> 1) | 1, n), ~(n >> 1) | 1)
    np.testing.assert_array_equal(run(lambda n: 5 & (n << 2), n), 5 & (n << 2))


@pytest.mark.parametrize(("start", "end"), list(product(DTYPES, DTYPES)))
def test_convert_is_astype(start, end):
    whole = np.array([-128, -1, 0, 1, 100]) if start is not np.bool_ else [0, 1]
    x = np.array(whole).astype(start)
    np.testing.assert_array_equal(run(lambda x: x.convert(end), x), x.astype(end))


@pytest.mark.parametrize("start", [np.float32, np.float64])
@pytest.mark.parametrize("end", [np.int32, np.int64])
def test_a_float_beyond_the_integers_becomes_the_smallest(start, end):
    top = 2.0 ** (8 * np.dtype(end).itemsize - 1)
    x = np.array([np.nan, np.inf, -np.inf, top, -4 * top, -top, 2.75, -2.75], start)
    least = np.iinfo(end).min
    wanted = [least, least, least, least, least, least, 2, -2]
    np.testing.assert_array_equal(run(lambda x: x.convert(end), x), wanted)


def test_bits_go_there_and_back():
    x = FLOATS.astype(np.float32)
    np.testing.assert_array_equal(run(lambda x: x.bits(), x), x.view(np.int32))
    np.testing.assert_array_equal(run(lambda x: x.bits().from_bits(), x), x)


@pytest.mark.parametrize(
    ("ours", "numpys"),
    [
        *((lanes.floor, np.floor), (lanes.ceil, np.ceil), (lanes.rint, np.rint)),
        *((lanes.trunc, np.trunc), (lanes.fabs, np.fabs), (lanes.sqrt, np.sqrt)),
    ],
)
def test_intrinsics(ours, numpys):
    with np.errstate(invalid="ignore"):
        np.testing.assert_array_equal(run(ours, FLOATS), numpys(FLOATS))


def test_fma_rounds_once():
    x = np.array([1 + 2.0**-52])
    missing = run(lambda x: lanes.fma(x, x, -(x * x)), x)
    assert missing == 2.0**-104


@pytest.mark.parametrize("rule", [lanes.horner, lanes.estrin])
@pytest.mark.parametrize("size", range(1, 10))
def test_polynomials_take_the_lowest_coefficient_first(rule, size):
    coefficients = [float(k + 1) for k in range(size)]
    x = np.array([0.0, 1.0, 2.0, -3.0])
    wanted = np.polynomial.polynomial.polyval(x, coefficients)
    np.testing.assert_array_equal(run(lambda x: rule(x, coefficients), x), wanted)


def test_lookup_gathers_from_a_constant_table():
    table = np.linspace(0.0, 1.0, 11) ** 2
    index = np.array([3, 0, 10, 7])
    taken = run(lambda i: lanes.lookup(table, i) + lanes.lookup(table, i), index)
    np.testing.assert_array_equal(taken, 2 * table[index])


def test_select_takes_a_number_on_either_side():
    x = np.array([-1.0, 2.0])
    chosen = run(lambda x: lanes.select(x > 0, x, 0) + lanes.select(x > 0, 0, x), x)
    np.testing.assert_array_equal(chosen, x)


def lane_of(value: float) -> lanes.Lane:
    function = ir.Function(ir.Module(), ir.FunctionType(ir.VoidType(), []), "f")
    builder = ir.IRBuilder(function.append_basic_block())
    return lanes.constant(builder, value, np.float64)


def test_a_constant_is_known():
    assert lane_of(2.5).known == 2.5
    assert (lane_of(2.5) + 1.0).known is None


def test_a_lane_is_no_truth_value():
    with pytest.raises(TypeError, match="no value yet"):
        bool(lane_of(1.0))


def test_select_needs_a_lane():
    condition = lanes.constant(ir.IRBuilder(), True, np.bool_)
    with pytest.raises(TypeError, match="at least one lane"):
        lanes.select(condition, 1.0, 2.0)
