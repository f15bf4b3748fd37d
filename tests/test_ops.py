"""What an operation says it gives is what it gives."""

from typing import Any

import numpy as np
import pytest

from backsweep import ops
from backsweep.graph import node

F8, F4, I8, B = np.dtype(float), np.dtype("f4"), np.dtype(int), np.dtype(bool)
M = np.arange(6.0).reshape(2, 3)
V = np.array([2.0, -1.0, 0.5])
E = np.zeros((0, 3))
N = np.array([[1, 0, 2], [2, 2, 1]])
AT = np.array([[0, 2], [1, 1]])

# (operation, inputs, params)
CALLS: list[tuple[Any, list[Any], tuple[Any, ...]]] = [
    (ops.elementwise(np.add), [M, M], ()),
    (ops.elementwise(np.exp), [E], ()),
    (ops.elementwise(np.less), [M, M], ()),
    (ops.elementwise(np.add), [N, N], ()),
    (ops.elementwise(np.multiply), [M.astype(F4), M.astype(F4)], ()),
    (ops.MARK, [M], (3,)),
    (ops.STOP, [M], ()),
    (ops.CAST, [M], (F4,)),
    (ops.CAST, [N], (B,)),
    (ops.SPREAD, [V], ((2, 3),)),
    (ops.SPREAD, [np.float64(2.0)], ((0, 2),)),
    (ops.RESHAPE, [M], ((3, 2),)),
    (ops.RESHAPE, [E], ((3, 0),)),
    (ops.PERMUTE, [M], ((1, 0),)),
    (ops.CONCATENATE, [M, E, M], (0,)),
    (ops.CONCATENATE, [M, N.astype(float)], (1,)),
    (ops.PICK, [M], (((0, 1, 1), (2, None, -2)),)),
    (ops.PICK, [M], (((0, 0, 1), (0, 3, 1)),)),
    (ops.PLACE, [V], (((1, 4, 1),), (6,))),
    (ops.PUT, [M, V[None]], (((1, 2, 1), (0, 3, 1)),)),
    (ops.GATHER, [V, AT], ((0,),)),
    (ops.GATHER, [M, AT], ((None, 0),)),
    (ops.GATHER, [M, AT[0] // 2, AT[1]], ((0, 1),)),
    (ops.GATHER, [np.zeros((2, 4, 3)), AT[1], AT[0]], ((0, None, 1),)),
    (ops.GATHER, [E, np.zeros((2, 0), int)], ((0, None),)),
    (ops.GATHER, [E, AT], ((None, 0),)),
    (ops.SCATTER, [M[:2, :2], AT], ((0,), (3,))),
    (ops.SCATTER, [np.ones(2), AT[0], AT[1]], ((0, 1), (3, 3))),
    (ops.SUM, [M], ((0,),)),
    (ops.SUM, [M], ((),)),
    (ops.SUM, [E], ((0, 1),)),
    (ops.SUM, [M > 2], ((1,),)),
    (ops.SUM, [M.astype(F4)], ((0, 1),)),
    (ops.MAX, [M], ((0, 1),)),
    (ops.MIN, [N], ((1,),)),
    (ops.ANY, [M], ((1,),)),
    (ops.ALL, [E], ((0,),)),
    (ops.LENGTH, [M], ((1,),)),
    (ops.ARGMAX, [M], (1,)),
    (ops.ARGMIN, [V], (0,)),
    (ops.ARGSORT, [M], (0,)),
    (ops.CUMSUM, [M], (1,)),
    (ops.MATMUL, [M, M.T], ()),
    (ops.MATMUL, [E, M.T], ()),
    (ops.MATMUL, [np.ones((2, 3, 4)), np.ones((2, 4, 1))], ()),
    (ops.WHERE, [M > 2, M, -M], ()),
]
IDS = [f"{op.name} {[np.shape(i) for i in inputs]} {p}" for op, inputs, p in CALLS]


@pytest.mark.parametrize(("op", "inputs", "params"), CALLS, ids=IDS)
def test_gives_the_shape_and_dtype_that_it_infers(op, inputs, params):
    wires = [
        node(ops.INPUT, (), (k, np.shape(x), x.dtype)) for k, x in enumerate(inputs)
    ]
    made = node(op, tuple(wires), params)
    result = op.run(*inputs, *params)
    assert (made.shape, made.dtype) == (np.shape(result), result.dtype)
    assert len(params) == len(op.parameters)


def test_every_operation_is_tried():
    stated = {v for v in vars(ops).values() if isinstance(v, ops.Operation)}
    leaves = {ops.INPUT, ops.CONSTANT}
    assert stated - leaves <= {op for op, _, _ in CALLS}


def test_put_and_scatter_leave_their_inputs_alone():
    before = M.copy()
    ops.PUT.run(M, V[None], ((0, 1, 1), (0, 3, 1)))
    assert (before == M).all()
    assert ops.SCATTER.run(np.ones(3), np.array([1, 1, 0]), (0,), (3,)).tolist() == [
        1.0,
        2.0,
        0.0,
    ]


@pytest.mark.parametrize("value", [0.1, -0.0, np.nan, np.inf, 5e-324, 3, True])
def test_constants_keep_every_bit(value):
    made = ops.constant(value)
    got = ops.CONSTANT.run(*made.params)
    assert np.asarray(got).tobytes() == np.asarray(value).tobytes()
    assert ops.constant(value) is made


def test_the_one_number_of_a_node_is_seen_through_its_shape():
    two = ops.constant(2.0)
    spread = node(ops.SPREAD, (two,), ((2, 3),))
    turned = node(ops.PERMUTE, (spread,), ((1, 0),))
    assert ops.constant_value(node(ops.RESHAPE, (turned,), ((6,),))) == 2.0
    assert ops.constant_value(ops.constant(np.ones(2))) is None


PROMOTIONS = [
    (np.add, (F4, float), F4),
    (np.add, (F4, F8), F8),
    (np.add, (F8, bool), F8),
    (np.add, (I8, float), F8),
    (np.divide, (I8, int), F8),
    (np.multiply, (B, int), I8),
    (np.multiply, (F4, int), F4),
    (np.less, (F4, float), B),
    (np.exp, (I8,), F8),
    (np.power, (F4, int), F4),
]


@pytest.mark.parametrize(("ufunc", "kinds", "result"), PROMOTIONS)
def test_promotion_is_numpys(ufunc, kinds, result):
    assert ops.loop_dtypes(ufunc, kinds)[-1] == result
    sample = [np.ones(1, k)[:1] if isinstance(k, np.dtype) else k(1) for k in kinds]
    assert ufunc(*sample).dtype == result
