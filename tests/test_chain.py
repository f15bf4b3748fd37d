"""The sweep and the ripple: the chain rule, backward and forward."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.chain import ripple, sweep
from backsweep.evaluate import evaluate
from backsweep.graph import Node, node, topological, verify
from backsweep.ops import INPUT, constant

FLOAT = np.dtype(float)


def leaf(name: str, *shape: int) -> Node:
    return node(INPUT, (), (name, shape, FLOAT))


def number(one: Node, known: dict[Node, Any]) -> Any:
    return evaluate([one], known)[1][0]


def test_the_worked_chain_of_the_lesson() -> None:
    w1, w2, w3, a0, y = (leaf(n) for n in ("w1", "w2", "w3", "a0", "y"))
    cost = np.square(w3 * (w2 * (w1 * a0)) - y)  # type: ignore[call-overload]
    known = {w1: 1.0, w2: 2.0, w3: 2.0, a0: 1.0, y: 3.0}
    to_w1, to_w3 = sweep({cost: constant(1.0)}, [w1, w3])
    assert (number(to_w1, known), number(to_w3, known)) == (8.0, 4.0)


def test_a_shared_factor_is_used_once() -> None:
    x = leaf("x")
    shared = np.exp(x)  # type: ignore[call-overload]
    chain = shared
    for _ in range(30):
        chain = chain * 2.0 + chain * 3.0
    (gradient,) = sweep({chain: constant(1.0)}, [x])
    assert len(topological([gradient])) < 200  # not 2³⁰
    assert np.isclose(number(gradient, {x: 0.0}), 5.0**30)


def test_where_nothing_leads_there_is_none() -> None:
    x, y = leaf("x"), leaf("y")
    assert sweep({x * 2.0: constant(1.0)}, [y]) == [None]
    assert ripple({y: constant(1.0)}, [x * 2.0]) == [None]
    stepped = np.sign(x) > 0  # type: ignore[call-overload]
    assert sweep({np.where(stepped, 1.0, 2.0): constant(1.0)}, [x]) == [None]  # type: ignore[dict-item]


def test_the_desire_of_an_output_that_is_the_variable_is_its_own() -> None:
    x, desire = leaf("x"), leaf("desire")
    assert sweep({x: desire}, [x]) == [desire]
    assert ripple({x: desire}, [x, x]) == [desire, desire]


def test_the_record_has_the_desire_of_every_node_on_the_way() -> None:
    x = leaf("x")
    inner = np.sin(x)  # type: ignore[call-overload]
    outer = inner * inner
    record: dict[Node, Node] = {}
    sweep({outer: constant(1.0)}, [x], record)
    assert record[outer] is constant(1.0)
    assert number(record[inner], {x: 0.3}) == 2 * np.sin(0.3)


def test_desires_of_several_outputs_add_up() -> None:
    x = leaf("x")
    squared = x * x
    (gradient,) = sweep({squared: constant(1.0), squared * x: constant(10.0)}, [x])
    assert number(gradient, {x: 3.0}) == 6.0 + 270.0


STEPS = [
    lambda a, b: a * b,
    lambda a, b: a - b,
    lambda a, b: np.sin(a) + b,
    lambda a, b: np.tanh(a) * np.tanh(b),
    lambda a, b: np.maximum(a, b),
    lambda a, b: np.sum(a) * b,
    lambda a, b: a[::-1] * b,
]


@settings(derandomize=True, deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 9), st.integers(0, 9)),
        min_size=1,
        max_size=10,
    )
)
def test_on_any_graph_the_sweep_is_the_ripple_transposed(steps: Any) -> None:
    variables = [leaf("x", 3), leaf("y", 3)]
    nodes: list[Node] = list(variables)
    for step, i, j in steps:
        nodes.append(step(nodes[i % len(nodes)], nodes[j % len(nodes)]))
    out = nodes[-1]
    random = np.random.default_rng(len(steps))
    desire, nudges = leaf("u", 3), [leaf("v", 3), leaf("w", 3)]
    known = {one: random.normal(size=3) for one in (*variables, desire, *nudges)}
    pulled = sweep({out: desire}, variables)
    (pushed,) = ripple(dict(zip(variables, nudges, strict=True)), [out])
    present = [one for one in (*pulled, pushed) if one is not None]
    verify(present)
    backward = sum(
        known[v] @ number(g, known)
        for v, g in zip(nudges, pulled, strict=True)
        if g is not None
    )
    forward = 0.0 if pushed is None else known[desire] @ number(pushed, known)
    assert np.isclose(backward, forward, rtol=1e-9, atol=1e-12)


def test_ten_thousand_steps_take_no_recursion() -> None:
    x = leaf("x")
    out = x
    for _ in range(10_000):
        out = out * 0.999 + 0.001
    (back,) = sweep({out: constant(1.0)}, [x])
    (forth,) = ripple({x: constant(1.0)}, [out])
    for one in (back, forth):
        assert np.isclose(number(one, {x: 0.5}), 0.999**10_000)
