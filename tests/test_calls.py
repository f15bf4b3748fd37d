"""The quick way into a compiled path."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

import numpy as np
import pytest

from backsweep import tree
from backsweep.calls import DECLINED, quick_call
from backsweep.environment import Environment, Variable, environment

EMPTY = Environment((), (), ())
OUT = tree.LEAF


class Pair(NamedTuple):
    left: Any
    right: Any


@dataclasses.dataclass
class Model:
    w: Any
    b: Any


def quick(args: Any, kinds: Any, program: Any, **changes: Any) -> Any:
    given: dict[str, Any] = {
        "captured": (),
        "environment": EMPTY,
        "result": OUT,
        "outputs": [None],
        **changes,
    }
    return quick_call(tree.flatten((args, {}))[1], kinds, program=program, **given)


def test_a_nesting_is_taken_apart_in_order() -> None:
    args = ({"w": [1, 2], (0,): Pair(3, Model(4, 5))}, 6)
    call = quick(args, [None] * 6, lambda *leaves: (leaves,))
    assert call(*args) == (1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    "other",
    [
        [1, 2],
        (1, 2, 3),
        (1,),
        {"w": 1, "b": 2},
        Pair(1, 2),
        1.0,
    ],
)
def test_another_nesting_is_declined(other: Any) -> None:
    call = quick(((1, 2),), [None, None], lambda *leaves: (leaves,))
    assert call((1, 2)) == (1, 2)
    assert call(other) is DECLINED


def test_numbers_are_tested_by_type_and_static_values_by_value() -> None:
    call = quick((1.0, "a"), [(float, None), (str, "a")], lambda x: (x,))
    assert call(2.0, "a") == 2.0
    assert call(2, "a") is DECLINED
    assert call(2.0, "b") is DECLINED
    assert call(True, "a") is DECLINED


def test_results_are_nested_converted_and_copied() -> None:
    constant = np.ones(2)
    structure = tree.flatten({"a": [1, (2,)], "p": Pair(3, None), (1,): 4})[1]
    outputs = [float, None, (None, constant), (None, "same")]
    call = quick(
        (1,), [None], lambda x: (np.float64(x), x), result=structure, outputs=outputs
    )
    made = call(5)
    assert made["a"][0] == 5.0
    assert type(made["a"][0]) is float
    assert made["a"][1] == (5,)
    assert isinstance(made["p"], Pair)
    assert made[(1,)] == "same"
    made["p"].left[:] = 9.0
    assert constant.tolist() == [1.0, 1.0]


def test_captured_arrays_come_from_their_variables() -> None:
    fixed, holder = np.ones(2), {"w": np.zeros(2)}
    captured = [(fixed, None), (holder["w"], Variable(holder, "{}.get('w')"))]
    call = quick((1,), [None], lambda *leaves: (leaves,), captured=captured)
    holder["w"] = np.full(2, 7.0)
    assert call(1)[1] is fixed
    assert call(1)[2] is holder["w"]


def test_a_change_outside_is_declined() -> None:
    rates = [0.5]
    table = np.ones(2)
    found = environment(lambda x: x * rates[0] + table).suspecting([], [])
    call = quick((1,), [None], lambda x: (x,), environment=found)
    assert call(1) == 1
    table[0] = 2.0
    assert call(1) is DECLINED
    table[0] = 1.0
    rates.append(1.0)
    assert call(1) is DECLINED
    del rates[1:]
    assert call(1) == 1


def test_what_is_no_result_is_declined() -> None:
    assert quick((1,), [None], lambda x: "failed")(1) is DECLINED


def test_a_function_without_arguments_is_called_too() -> None:
    assert quick((), [], lambda: (3,))() == 3
