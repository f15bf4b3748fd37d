"""Numbers for graph nodes: programs are made once per graph and kept."""

from __future__ import annotations

import threading

import numpy as np

import backsweep as bs
from backsweep import evaluate as module
from backsweep.evaluate import Kept, evaluate, fresh, program_for
from backsweep.graph import Node, node
from backsweep.ops import INPUT

FLOAT = np.dtype(float)


def leaf(name: str, *shape: int) -> Node:
    return node(INPUT, (), (name, shape, FLOAT))


def test_the_same_nodes_have_the_same_program() -> None:
    x = leaf("x", 3)
    out = x * 2.0 + 1.0
    known = {x: np.ones(3)}
    assert program_for([out], known) is program_for([out], {x: np.zeros(3)})
    np.testing.assert_array_equal(evaluate([out], known)[1][0], np.full(3, 3.0))


def test_a_gradient_asked_again_makes_no_new_program(monkeypatch: object) -> None:
    def cost(x: np.ndarray) -> np.ndarray:
        return np.sum(np.sin(x) ** 2 * 1.25)

    gradient = bs.grad(cost)
    gradient(np.ones(3))
    before = dict(module._programs._kept)
    np.testing.assert_allclose(gradient(np.zeros(3)), 0.0)
    assert dict(module._programs._kept) == before


def test_a_program_is_for_what_is_known() -> None:
    x, y = leaf("x"), leaf("y")
    inner = x * 3.0
    out = inner + y
    assert evaluate([out], {x: 2.0, y: 1.0})[1] == [7.0]
    assert evaluate([out], {inner: 10.0, y: 1.0})[1] == [11.0]
    assert evaluate([out], {x: 2.0, inner: 6.0, y: 1.0})[1] == [7.0]


def test_what_is_known_is_not_computed_again() -> None:
    x = leaf("x")
    inner = np.exp(x)  # type: ignore[call-overload]
    assert evaluate([inner * 2.0], {x: 1.0, inner: 100.0})[1] == [200.0]


def test_values_on_the_way_are_kept_when_asked_for() -> None:
    x = leaf("x")
    inner = np.sin(x)  # type: ignore[call-overload]
    keep: dict[Node, object] = {}
    evaluate([inner * inner * 2.0], {x: 0.5}, keep)
    assert keep[inner] == np.sin(0.5)


def test_weak_numbers_are_converted_where_arrays_are_not_double() -> None:
    x = node(INPUT, (), ("x", (2,), np.dtype(np.float32)))
    s = leaf("s")
    out = x * s.astype(np.float32)
    (value,) = evaluate([out], {x: np.ones(2, np.float32), s: 2.0})[1]
    assert value.dtype == np.float32


def test_the_least_recently_used_result_is_let_go_of() -> None:
    kept: Kept[int] = Kept(2)
    made: list[str] = []

    def get(key: str) -> None:
        kept.get(key, lambda: made.append(key) or len(made))

    for key in "abacab":
        get(key)
    assert made == ["a", "b", "c", "b"]


def test_results_may_be_kept_from_many_threads() -> None:
    kept: Kept[int] = Kept(3)
    wrong: list[int] = []

    def work() -> None:
        for k in range(2000):
            if kept.get(k % 7, lambda k=k: k % 7) != k % 7:
                wrong.append(k)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_fresh_arrays_share_memory_with_nothing() -> None:
    leaf_array, own = np.ones(3), np.zeros(3)
    frozen = np.ones(3)
    frozen.flags.writeable = False
    given = [leaf_array, own, own, own[1:], frozen, 2.0, np.float32(1.0)]
    made = fresh(given, [leaf_array])
    assert made[1] is own
    arrays = [one for one in made if isinstance(one, np.ndarray)]
    for k, one in enumerate(arrays):
        assert one.flags.writeable
        others = (leaf_array, frozen, *arrays[:k])
        assert not any(np.shares_memory(one, other) for other in others)
    assert made[5:] == given[5:]
