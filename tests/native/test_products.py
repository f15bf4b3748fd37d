"""Matrix products: small ones as loops, others by BLAS, transposes as its flags."""

import numpy as np
import pytest

from backsweep.graph import node
from backsweep.native.compiler import plan
from backsweep.native.steps import Kernel
from backsweep.native.values import Product
from backsweep.ops import MATMUL, PERMUTE, PICK, SPREAD
from backsweep.program import Program

SIZES = [1, 2, 5, 17, 40]


def transposed(x):
    axes = (*range(len(x.shape) - 2), len(x.shape) - 1, len(x.shape) - 2)
    return node(PERMUTE, (x,), (axes,))


def products_of(inputs, outputs):
    _, steps = plan(Program(inputs, outputs))
    return [step for step in steps if isinstance(step, Product)]


@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("m", SIZES)
@pytest.mark.parametrize("n", SIZES)
def test_all_sizes_and_transposes(m, n, dtype, random, leaf, agrees):
    inputs, outputs = [], []
    for k in SIZES:
        a, b = leaf(len(inputs), (m, k), dtype), leaf(len(inputs) + 1, (k, n), dtype)
        c, d = (
            leaf(len(inputs) + 2 + i, s, dtype) for i, s in enumerate([(k, m), (n, k)])
        )
        inputs += [a, b, c, d]
        outputs += [node(MATMUL, p) for p in [(a, b), (transposed(c), transposed(d))]]
    agrees(
        inputs, outputs, *(random.normal(size=i.shape).astype(dtype) for i in inputs)
    )


@pytest.mark.parametrize("batch", [(), (1,), (3,), (2, 3), (0,)])
@pytest.mark.parametrize("size", [2, 20])
def test_stacks_of_matrices(batch, size, random, leaf, agrees):
    a, b = leaf(0, (*batch, size, 10)), leaf(1, (*batch, 10, size))
    product = node(MATMUL, (a, b))
    crossed = node(MATMUL, (transposed(b), transposed(a)))
    arrays = (random.normal(size=x.shape) for x in (a, b))
    agrees([a, b], [product, crossed], *arrays)


def test_a_spread_stack(random, leaf, agrees):
    a, b = leaf(0, (20, 30)), leaf(1, (4, 30, 10))
    product = node(MATMUL, (node(SPREAD, (a,), ((4, 20, 30),)), b))
    agrees([a, b], [product], *(random.normal(size=x.shape) for x in (a, b)))


def test_parts_and_reversals_of_matrices(random, leaf, agrees):
    a, b = leaf(0, (30, 40)), leaf(1, (30, 40))
    rows = node(PICK, (a,), (((2, 22, 1), (5, 30, 1)),))
    flipped = node(PICK, (b,), (((2, 22, 1), (30, 5, -1)),))
    product = node(MATMUL, (rows, transposed(flipped)))
    agrees([a, b], [product], *(random.normal(size=x.shape) for x in (a, b)))


@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("m, k, n", [(64, 64, 128), (128, 64, 64), (67, 64, 64)])
def test_middling_products_in_slices(m, k, n, dtype, random, leaf, agrees):
    a, b = leaf(0, (m, k), dtype), leaf(1, (n, k), dtype)
    c = leaf(2, (k, m), dtype)
    outputs = [node(MATMUL, (x, transposed(b))) for x in (a, transposed(c))]
    arrays = (random.normal(size=x.shape).astype(dtype) for x in (a, b, c))
    agrees([a, b, c], outputs, *arrays)


def test_an_empty_sum_is_zero(leaf, agrees):
    a, b = leaf(0, (3, 0)), leaf(1, (0, 2))
    agrees([a, b], [node(MATMUL, (a, b))], np.ones((3, 0)), np.ones((0, 2)))


@pytest.mark.parametrize("rate", [0.1, None])
def test_an_update_is_folded_into_its_product(rate, random, leaf, agrees):
    w, a, b = leaf(0, (20, 30)), leaf(1, (40, 20)), leaf(2, (40, 30))
    scale = leaf(3) if rate is None else rate
    updated = w - scale * node(MATMUL, (transposed(a), b))
    inputs = [w, a, b, scale] if rate is None else [w, a, b]
    (product,) = products_of(inputs, [updated])
    assert product.has_added
    agrees(inputs, [updated], *(random.normal(size=x.shape)[()] for x in inputs))


def test_a_product_with_another_use_is_not_folded(random, leaf, agrees):
    w, a, b = (leaf(k, (20, 20)) for k in range(3))
    product = node(MATMUL, (a, b))
    outputs = [w - 0.1 * product, product]
    assert not any(step.has_added for step in products_of([w, a, b], outputs))
    agrees([w, a, b], outputs, *(random.normal(size=(20, 20)) for _ in range(3)))


def test_a_product_of_numbers_fuses_with_what_surrounds_it(leaf):
    w, x, b = leaf(0, (1, 1)), leaf(1, (1, 1)), leaf(2, (1, 1))
    program = Program([w, x, b], [np.tanh(node(MATMUL, (w, x)) + b)])
    _, (step,) = plan(program)
    assert isinstance(step, Kernel)
