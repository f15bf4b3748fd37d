"""Which steps a program becomes: loops fused, results folded in, chains cut."""

import numpy as np
import pytest

from backsweep.graph import node
from backsweep.native.compiler import plan
from backsweep.native.groups import LIMIT
from backsweep.native.steps import Kernel
from backsweep.native.values import Product
from backsweep.ops import MATMUL, PERMUTE, PICK, RESHAPE, SPREAD, SUM
from backsweep.program import Guard, Program


def steps_of(inputs, outputs, guards=()):
    return plan(Program(inputs, outputs, [Guard(*g, None) for g in guards]))[1]


def spread(x, shape):
    return node(SPREAD, (x,), (shape,))


def names(kernel):
    return [instruction.name for instruction in kernel.loop.body]


def test_an_elementwise_stretch_is_one_loop_that_stores_only_its_result(leaf):
    x, y = leaf(0, (5, 6)), leaf(1, (5, 6))
    (kernel,) = steps_of([x, y], [np.tanh(x * y + x) - y])
    assert names(kernel) == ["multiply", "add", "tanh", "subtract"]
    assert len(kernel.loop.stores) == 1


def test_a_bias_is_read_where_it_is_without_being_spread(leaf):
    x, b = leaf(0, (5, 6)), leaf(1, (6,))
    (kernel,) = steps_of([x, b], [x + spread(b, (5, 6))])
    assert [load.strides for load in kernel.loop.loads] == [(6, 1), (0, 1)]


@pytest.mark.parametrize("axes", [(0,), (1,), (0, 1)])
def test_a_reduction_is_taken_in_the_loop_that_makes_its_source(axes, leaf):
    x = leaf(0, (5, 6))
    (kernel,) = steps_of([x], [node(SUM, (x * x,), (axes,))])
    assert (len(kernel.loop.stores), len(kernel.loop.reductions)) == (0, 1)


def test_several_reductions_of_one_source_share_its_loop(leaf):
    x = leaf(0, (5, 6))
    square = x * x
    outputs = [square, node(SUM, (square,), ((0,),)), node(SUM, (square,), ((0, 1),))]
    (kernel,) = steps_of([x], outputs)
    assert (len(kernel.loop.stores), len(kernel.loop.reductions)) == (1, 2)


def test_two_reductions_of_one_source_by_different_ways_share_a_loop(leaf):
    x, y = leaf(0, (5, 6)), leaf(1, (5, 6))
    error = x - y
    total, bias = node(SUM, (error * error,), ((0, 1),)), node(SUM, (error,), ((0,),))
    assert len(steps_of([x, y], [total, bias])) == 1


def test_a_value_is_computed_where_it_is_used_first_and_not_before(leaf):
    x = leaf(0, (20, 20))
    h = np.tanh(node(MATMUL, (x, x)))
    slope = 1.0 - h * h
    back = node(MATMUL, (h, x)) * slope
    first, loop, second, last = steps_of([x], [back])
    assert isinstance(first, Product) and isinstance(second, Product)
    assert names(loop) == ["tanh"]
    assert names(last) == ["multiply", "subtract", "multiply"]


def test_a_normalisation_needs_its_sum_before_it_divides(leaf):
    x = leaf(0, (5, 6))
    e = np.exp(x)
    total = node(SUM, (e,), ((0, 1),))
    steps = steps_of([x], [e / spread(total, (5, 6))])
    assert [names(step) for step in steps] == [["exp"], ["divide"]]


def test_transposes_are_flags_of_a_product(leaf):
    x, y = leaf(0, (20, 30)), leaf(1, (20, 30))
    turned = node(PERMUTE, (y,), ((1, 0),))
    assert len(steps_of([x, y], [node(MATMUL, (x, turned))])) == 1


def test_whatever_has_one_element_is_one_loop(leaf):
    x, w, b = leaf(0, (1, 1)), leaf(1, (1, 1)), leaf(2, (1,))
    z = np.tanh(node(MATMUL, (x, w)) + spread(b, (1, 1)))
    cost = node(SUM, (z * z,), ((0, 1),))
    assert len(steps_of([x, w, b], [cost, w - 0.1 * z, b * cost])) == 1


@pytest.mark.parametrize("shape", [(), (100,)])
def test_a_long_chain_is_cut_into_equal_loops(shape, leaf):
    x = y = leaf(0, shape)
    for _ in range(20 * LIMIT):
        y = y * 1.5 + x
    kernels = steps_of([x], [y])
    assert len(kernels) >= 10
    assert len({kernel.loop for kernel in kernels}) <= 3


def test_a_loop_over_rows_compiles_like_one_row(leaf):
    x, total = leaf(0, (50, 30)), leaf(1, (30,))
    for k in range(50):
        row = node(PICK, (x,), (((k, k + 1, 1), (None, None, 1)),))
        y = np.exp(node(RESHAPE, (row,), ((30,),)))
        total = np.tanh(total + spread(node(SUM, (y,), ((0,),)), (30,)))
    kernels = steps_of([x, leaf(1, (30,))], [total])
    assert len({kernel.loop for kernel in kernels}) <= 3


def test_what_nothing_needs_is_not_computed(leaf):
    x = leaf(0, (5,))
    unused = np.tanh(x)
    program = Program([x], [x * 2.0, x * 3.0])
    program.order = (unused, *program.order)
    (kernel,) = plan(program)[1][:1]
    assert "tanh" not in names(kernel)


def test_nothing_that_follows_a_guard_is_run_before_it(leaf):
    x, y = leaf(0, (20, 20)), leaf(1, (20, 20))
    total = node(SUM, (x,), ((0, 1),))
    product = node(MATMUL, (x, y))
    steps = steps_of([x, y], [product], [(np.greater(total, 0.0), True)])
    kinds = [type(step) for step in steps]
    assert kinds.index(Product) == len(kinds) - 1
    assert isinstance(steps[0], Kernel)
