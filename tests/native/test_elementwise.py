"""Elementwise stretches, views and pieces of arrays give NumPy's numbers."""

import numpy as np
import pytest

from backsweep.graph import node
from backsweep.ops import (
    ARGMAX,
    ARGMIN,
    CAST,
    CONCATENATE,
    CUMSUM,
    GATHER,
    PERMUTE,
    PICK,
    PLACE,
    PUT,
    RESHAPE,
    SCATTER,
    SPREAD,
    SUM,
    WHERE,
)

DTYPES = ["?", "i4", "i8", "f4", "f8"]
SHAPES = [(), (1,), (7,), (33, 5), (1, 4), (0, 3), (2, 3, 4)]
SPECIALS = [np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -1.0, 5e-324, 1e-40, 1e308, -3.5]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_fused_stretch(shape, random, leaf, agrees):
    x, y = leaf(0, shape), leaf(1, shape)
    z = np.maximum(x * y, x - y) / (1.0 + y * y)
    agrees([x, y], [z, z * x], random.normal(size=shape), random.normal(size=shape))


@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_nan_infinities_and_denormals(dtype, leaf, agrees):
    with np.errstate(over="ignore"):
        values = np.array(SPECIALS).astype(dtype)
    x, y = (leaf(k, (len(SPECIALS), len(SPECIALS)), dtype) for k in range(2))
    grids = np.meshgrid(values, values)
    outputs = [x + y, x - y, x * y, x / y, np.maximum(x, y), np.minimum(x, y)]
    compared = [x < y, x <= y, np.equal(x, y), np.not_equal(x, y)]
    agrees([x, y], [*outputs, *compared], *(g.copy() for g in grids))


@pytest.mark.parametrize("source", DTYPES)
@pytest.mark.parametrize("target", DTYPES)
def test_casts(source, target, leaf, agrees):
    x = leaf(0, (6,), source)
    array = np.array([0, 1, -1, 2.6, -2.6, 100]).astype(source)
    agrees([x], [node(CAST, (x,), (np.dtype(target),))], array)


def test_where(random, leaf, agrees):
    x, y = leaf(0, (20,)), leaf(1, (20,))
    chosen = node(WHERE, (np.less(x, y), x * 2.0, y))
    agrees([x, y], [chosen], random.normal(size=20), random.normal(size=20))


@pytest.mark.parametrize("big", [(3, 4), (2, 3, 4), (3, 3, 1, 4)])
def test_spread(big, random, leaf, agrees):
    x = leaf(0, (3, 1) if len(big) < 4 else (3, 1, 1))
    y = leaf(1, big)
    small = random.normal(size=x.shape)
    agrees([x, y], [node(SPREAD, (x,), (big,)) * y], small, random.normal(size=big))


def test_views_of_computed_arrays(random, leaf, agrees):
    x = leaf(0, (4, 6))
    y = x * 2.0
    turned = node(PERMUTE, (y,), ((1, 0),))
    flat = node(RESHAPE, (turned,), ((24,),))
    part = node(PICK, (y,), (((None, None, -1), (1, None, 2)),))
    outputs = [y, turned, flat, flat + 1.0, part, part * part]
    agrees([x], outputs, random.normal(size=(4, 6)))


def test_one_row_and_one_column_are_the_same_numbers(random, leaf, agrees):
    x = leaf(0, (1, 5))
    column = node(RESHAPE, (x,), ((5, 1),))
    line = node(SUM, (column,), ((1,),))
    agrees([x], [column * 2.0, line, x + x], random.normal(size=(1, 5)))


def test_pieces_of_arrays(random, leaf, agrees):
    x, y = leaf(0, (2, 3)), leaf(1, (2, 2))
    placed = node(PLACE, (x,), (((0, 4, 2), (1, 4, 1)), (4, 5)))
    joined = node(CONCATENATE, (x, y, x), (1,))
    put = node(PUT, (joined, y), (((None, None, -1), (2, 4, 1)),))
    arrays = random.normal(size=(2, 3)), random.normal(size=(2, 2))
    agrees([x, y], [placed, joined, put, placed * 2.0], *arrays)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_running_sums(axis, random, leaf, agrees):
    x = leaf(0, (3, 4, 5))
    agrees([x], [node(CUMSUM, (x * 2.0,), (axis,))], random.normal(size=(3, 4, 5)))


@pytest.mark.parametrize("axis", [0, 1])
def test_places_of_extremes(axis, random, leaf, agrees):
    x = leaf(0, (4, 5))
    array = random.integers(0, 3, size=(4, 5)).astype(float)
    array[2, 3] = array[2, 4] = np.nan
    agrees([x], [node(op, (x,), (axis,)) for op in (ARGMAX, ARGMIN)], array)


GATHERS = [
    ((6, 4), (0, None), [(3,)]),
    ((6, 4), (None, 0), [(2, 3)]),
    ((6, 4), (0, 1), [(5,), (5,)]),
    ((6, 4), (0, 1), [(5, 1), (1, 3)]),
    ((6, 4, 5), (0, None, 1), [(2,), (2,)]),
    ((6, 4, 5), (None, 0, 1), [(2,), (3, 1)]),
    ((6,), (0,), [()]),
    ((6, 4), (0, None), [(0,)]),
]


@pytest.mark.parametrize("shape, axes, counts", GATHERS)
def test_gather_and_scatter(shape, axes, counts, random, leaf, agrees):
    x = leaf(0, shape)
    indices = [leaf(1 + k, c, "i8") for k, c in enumerate(counts)]
    taken = node(GATHER, (x, *indices), (axes,))
    back = node(SCATTER, (taken * 2.0, *indices), (axes, shape))
    places = [random.integers(-4, 4, size=c) for c in counts]
    agrees([x, *indices], [taken, back], random.normal(size=shape), *places)


def test_an_index_beyond_the_array_raises_numpys_error(leaf, compiled):
    x, i = leaf(0, (3,)), leaf(1, (2,), "i8")
    run = compiled([x, i], [node(GATHER, (x * 2.0, i), ((0,),))])
    with pytest.raises(IndexError, match="index 3 is out of bounds"):
        run(np.ones(3), np.array([0, 3]))
    np.testing.assert_array_equal(run(np.ones(3), np.array([0, -1]))[0], [2.0, 2.0])
