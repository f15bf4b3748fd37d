"""Reductions over any axes, of any length, with NumPy's nan and infinities."""

import itertools
import math

import numpy as np
import pytest

from backsweep.graph import node
from backsweep.ops import ALL, ANY, MAX, MIN, SUM

SHAPES = [(), (1,), (5,), (3000,), (7, 13), (1, 9), (9, 1), (3, 2500), (2, 3, 4)]


def every_axes(shape):
    axes = range(len(shape))
    return itertools.chain(
        *(itertools.combinations(axes, n) for n in range(1, len(shape) + 1))
    )


@pytest.mark.parametrize("dtype", ["f4", "f8", "i4", "i8"])
@pytest.mark.parametrize("shape", SHAPES)
def test_over_all_choices_of_axes_at_once(shape, dtype, random, leaf, agrees):
    x = leaf(0, shape, dtype)
    outputs = [
        node(op, (x,), (a,)) for op in (SUM, MAX, MIN) for a in every_axes(shape)
    ]
    agrees([x], outputs or [x], (10 * random.normal(size=shape)).astype(dtype))


@pytest.mark.parametrize("shape", [(5,), (4, 3), (0,), (0, 3), (3, 0)])
def test_any_and_all(shape, random, leaf, agrees):
    x = leaf(0, shape)
    flag = np.greater(x, 0.5)
    outputs = [node(op, (flag,), (a,)) for op in (ANY, ALL) for a in every_axes(shape)]
    agrees([x], outputs, random.normal(size=shape))


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0), (2, 0, 3)])
def test_a_sum_of_nothing_is_zero(shape, leaf, agrees):
    x = leaf(0, shape)
    agrees([x], [node(SUM, (x,), (a,)) for a in every_axes(shape)], np.ones(shape))


@pytest.mark.parametrize("special", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("place", [0, 1023, 1024, 2999])
def test_nan_and_infinities_come_out_as_in_numpy(special, dtype, place, leaf, agrees):
    x = leaf(0, (3000,), dtype)
    array = np.ones(3000, dtype)
    array[place] = special
    agrees([x], [node(op, (x,), ((0,),)) for op in (SUM, MAX, MIN)], array)


def test_opposite_infinities_sum_to_nan(leaf, compiled):
    x = leaf(0, (2000,))
    run = compiled([x], [node(SUM, (x,), ((0,),))])
    array = np.zeros(2000)
    array[[3, 1500]] = np.inf, -np.inf
    assert np.isnan(run(array)[0])


@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("count", [100, 1000, 10_000, 1_000_000])
def test_sums_are_at_least_as_accurate_as_numpys(dtype, count, random, leaf, compiled):
    x = leaf(0, (count,), dtype)
    run = compiled([x], [node(SUM, (x,), ((0,),))])
    ours, numpys = [], []
    for _ in range(20):
        array = random.random(count).astype(dtype)
        exact = math.fsum(array.tolist())
        ours.append(abs(float(run(array)[0]) - exact) / exact)
        numpys.append(abs(float(np.sum(array)) - exact) / exact)
    assert np.mean(ours) <= np.mean(numpys) + np.finfo(dtype).eps / 4


def test_a_small_sum_between_large_ones_is_not_lost(leaf, compiled):
    x = leaf(0, (3 * 1024,))
    run = compiled([x], [node(SUM, (x,), ((0,),))])
    array = np.zeros(3 * 1024)
    array[[0, 1024, 2048]] = 1e16, 1.0, -1e16
    assert run(array)[0] == 1.0
