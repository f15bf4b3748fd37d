"""Nodes are immutable and interned, and a graph can be checked and listed."""

import gc
import weakref

import numpy as np
import pytest

from backsweep.graph import describe, listing, node, reachable, topological, verify
from backsweep.ops import INPUT, STOP, SUM, constant, elementwise


def wire(name, *shape, dtype=float):
    return node(INPUT, (), (name, shape, np.dtype(dtype)))


def test_the_same_operation_on_the_same_inputs_is_one_node():
    x, y = wire("x", 3), wire("y", 3)
    assert x * y is x * y
    assert x * y is not y * x
    assert wire("x", 3) is x


def test_numbers_are_one_node_if_every_bit_is():
    assert constant(0.5) is constant(0.5)
    assert constant(0.0) is not constant(-0.0)
    assert constant(1.0) is not constant(1)


def test_a_node_that_nobody_holds_is_let_go():
    made = weakref.ref(np.exp(wire("let go", 3)))
    gc.collect()
    assert made() is None


def test_a_node_is_immutable():
    with pytest.raises(AttributeError, match="immutable"):
        wire("x", 3).shape = (4,)


def test_a_node_has_no_truth_value():
    with pytest.raises(TypeError, match="truth value"):
        bool(wire("x") > 0)


def test_nodes_know_shape_and_dtype():
    x = wire("x", 2, 3)
    assert (x.ndim, x.size, len(x), x.T.shape) == (2, 6, 2, (3, 2))
    assert describe(x) == "float64[2,3]"
    assert (x > 0).dtype == bool
    assert not (x > 0).differentiable


def test_an_order_has_inputs_first_and_each_node_once():
    x = wire("x", 3)
    s = np.sin(x)
    order = topological([s * s, s + x])
    assert [one.op.name for one in order] == ["input", "sin", "multiply", "add"]


def test_an_order_stops_at_what_is_known():
    x = wire("x", 3)
    s = np.sin(x)
    assert topological([np.cos(s)], {s: None}) == [np.cos(s)]


def test_an_order_is_not_limited_by_depth():
    one = x = wire("deep")
    for _ in range(20_000):
        one = np.sin(one)
    assert len(topological([one])) == 20_001
    assert reachable([x], topological([one])) >= {x, one}


def test_no_rate_flows_through_integers():
    x = wire("x", 3)
    counted = np.astype(x, np.int64)
    back = np.astype(counted, np.float64)
    assert back not in reachable([x], topological([back]))


def test_verify_passes_what_is_sound():
    x = wire("x", 2, 3)
    verify([np.sum(np.exp(x) * x[0]), x.T])


def test_verify_finds_a_node_that_is_not_interned():
    x = wire("x", 3)
    stray = object.__new__(type(x))
    for name in ("op", "inputs", "params", "shape", "dtype"):
        object.__setattr__(stray, name, getattr(np.exp(x), name))
    object.__setattr__(stray, "inputs", (wire("other", 3),))
    with pytest.raises(TypeError, match="not interned"):
        verify([stray])


def test_verify_finds_a_wrong_number_of_params():
    with pytest.raises(TypeError, match="has params"):
        verify([node(STOP, (wire("x", 3),), (7,))])


def test_verify_finds_a_missing_spread():
    mixed = node(elementwise(np.add), (wire("x", 2, 3), wire("y", 3)))
    with pytest.raises(TypeError, match="without a spread"):
        verify([mixed])


def test_verify_finds_a_wrong_type():
    wrong = np.exp(wire("some", 3))
    object.__setattr__(wrong, "shape", (4,))
    try:
        with pytest.raises(TypeError, match="as it says"):
            verify([wrong])
    finally:
        object.__setattr__(wrong, "shape", (3,))


def test_a_listing_reads_from_top_to_bottom():
    x = wire("x", 2, 3)
    assert listing([node(SUM, (np.exp(x),), ((0,),))]).splitlines() == [
        "%0: float64[2,3] = input index=x shape=(2, 3) dtype=float64",
        "%1: float64[2,3] = exp %0",
        "%2: float64[3] = sum %1 axis=(0,)",
    ]


def test_numpy_works_on_nodes():
    x, y = wire("x", 3), wire("y", 2, 3)
    assert (1 - x * x).shape == (3,)
    assert (x + y).inputs[0].op.name == "spread"
    assert np.where(x > 0, x, 0.0).op.name == "where"
    assert (y @ x).shape == (2,)
    assert x[::-1].op.name == "pick"
