"""Loops are plain data, and are brought to as few dimensions as strides allow."""

import numpy as np

from backsweep.native.loops import Access, Constant, Loop, Reduction, Store, row_major

REAL = np.dtype(np.float64)


def copy(shape, read, write):
    load, store = Access(REAL, read), Access(REAL, write)
    return Loop(shape, (load,), (), (), (Store(0, store),))


def test_row_major_strides():
    assert row_major((2, 3, 4)) == (12, 4, 1)


def test_whole_arrays_are_one_line():
    assert copy((2, 3, 4), (12, 4, 1), (12, 4, 1)).collapsed().shape == (24,)


def test_extents_of_one_vanish():
    assert copy((1, 5, 1), (7, 1, 3), (5, 1, 1)).collapsed().shape == (5,)


def test_a_single_element_has_no_loop():
    assert copy((1, 1), (1, 1), (1, 1)).collapsed().shape == ()


def test_a_spread_operand_keeps_dimensions_apart():
    loop = copy((2, 3, 4), (0, 4, 1), (12, 4, 1)).collapsed()
    assert (loop.shape, loop.loads[0].strides) == ((2, 12), (0, 1))


def test_a_reduced_dimension_stays_apart_from_a_kept_one():
    fold = Reduction("sum", 0, (1,), Access(REAL, (1, 0)))
    loop = Loop((2, 3), (Access(REAL, (3, 1)),), (), (), (), (fold,))
    assert loop.collapsed().shape == (2, 3)


def test_equal_loops_are_one_key():
    first, second = (copy((2, 3), (3, 1), (3, 1)) for _ in range(2))
    assert first == second and hash(first) == hash(second)


def test_constants_are_told_apart_by_their_bits():
    plus, minus = (Constant(REAL, np.float64(x).tobytes()) for x in (0.0, -0.0))
    nan = Constant(REAL, np.float64("nan").tobytes())
    assert plus != minus
    assert nan == Constant(REAL, np.float64("nan").tobytes())
