"""What a function reads besides its arguments, and how a change of it is noticed."""

from __future__ import annotations

import functools
import sys
import types
from typing import Any

import numpy as np
import pytest

import backsweep as bs
from backsweep.environment import MOST_VARIABLES, Environment, Variable, environment

SCALE = 2.0
TABLE = np.ones(3)
NAMES = {"first": 1.0, "nested": {"second": 2.0}, 3: "third", "it's {odd}": 4.0}
LAYERS = [1.0, np.ones(2), (5.0,)]
MODULE = types.ModuleType("settings")
MODULE.rate = 0.5  # type: ignore[attr-defined]
MODULE.unread = 1.0  # type: ignore[attr-defined]
w = np.zeros(2)


class Thing:
    shared = 7.0

    def __init__(self) -> None:
        self.own, self.unread, self.array = 1.0, 2.0, np.ones(3)

    def method(self, x: Any) -> Any:
        return x * self.own + self.shared

    @property
    def derived(self) -> Any:
        return self.array

    def __call__(self, x: Any) -> Any:
        return self.method(x) * SCALE


class Slotted:
    __slots__ = ("rate",)

    def __init__(self) -> None:
        self.rate = 1.0


THING = Thing()
SLOTTED = Slotted()


def helper(x: Any) -> Any:
    return x * SCALE


def names(found: Environment) -> set[str]:
    return {v.name for v in (*found.variables, *found.arrays)}


def test_globals_and_closures_are_found_also_in_helpers() -> None:
    offset, weights = 3.0, np.ones(2)

    def f(x: Any) -> Any:
        return helper(x) + offset + np.sum(weights * TABLE[:2])

    found = environment(f)
    assert {"helper", "SCALE", "TABLE"} <= names(found)
    assert len(found.arrays) == 2
    assert not found.changed()


def test_a_global_that_has_only_the_name_of_an_attribute_is_not_read() -> None:
    found = environment(lambda p: p.w * 2.0)
    assert names(found) == set()


def test_functions_inside_functions_and_comprehensions_are_looked_into() -> None:
    def f(x: Any) -> Any:
        def inner() -> Any:
            return [x * SCALE for _ in range(2)]

        return inner()

    assert "SCALE" in names(environment(f))


def changes(f: Any, change: Any, undo: Any = None) -> bool:
    """Whether the environment of ``f`` notices a change."""
    found = environment(f)
    assert not found.changed()
    change()
    try:
        return found.changed()
    finally:
        if undo is not None:
            undo()


def test_a_new_number_is_a_change_and_an_equal_one_is_not() -> None:
    def put(value: Any) -> Any:
        return lambda: globals().update(SCALE=value)

    assert changes(helper, put(3.0), put(2.0))
    assert not changes(helper, put(float("2.0")))
    assert changes(helper, put(2), put(2.0))
    assert changes(helper, put(None), put(2.0))
    assert changes(helper, put(np.ones(2)), put(2.0))
    assert changes(helper, lambda: globals().pop("SCALE"), put(2.0))


def test_entries_of_dicts_and_lists_are_variables() -> None:
    def f(x: Any) -> Any:
        return x * NAMES["first"] + LAYERS[0]

    assert changes(f, lambda: NAMES.update(first=9.0), lambda: NAMES.update(first=1.0))
    inner: Any = NAMES["nested"]
    assert changes(
        f, lambda: inner.update(second=9.0), lambda: inner.update(second=2.0)
    )
    odd = "it's {odd}"
    assert changes(
        f, lambda: NAMES.update({odd: 9.0}), lambda: NAMES.update({odd: 4.0})
    )
    assert changes(f, lambda: LAYERS.append(1.0), LAYERS.pop)
    assert changes(
        f, lambda: LAYERS.__setitem__(0, 8.0), lambda: LAYERS.__setitem__(0, 1.0)
    )
    assert changes(f, lambda: NAMES.update(new=1.0), lambda: NAMES.pop("new"))
    removed = LAYERS.copy()
    assert changes(f, LAYERS.clear, lambda: LAYERS.extend(removed))
    assert environment(f).holder_of(LAYERS[1]) is not None


def test_attributes_that_the_code_mentions_are_variables() -> None:
    def f(x: Any) -> Any:
        return THING.method(x) + MODULE.rate + SLOTTED.rate + np.sum(THING.derived)

    def put(holder: Any, name: str, value: Any) -> Any:
        return lambda: setattr(holder, name, value)

    assert changes(f, put(THING, "own", 9.0), put(THING, "own", 1.0))
    assert changes(f, put(Thing, "shared", 9.0), put(Thing, "shared", 7.0))
    assert changes(f, put(MODULE, "rate", 9.0), put(MODULE, "rate", 0.5))
    assert changes(f, put(SLOTTED, "rate", 9.0), put(SLOTTED, "rate", 1.0))
    assert not changes(f, put(THING, "unread", 9.0))
    assert not changes(f, put(MODULE, "unread", 9.0))
    assert environment(f).holder_of(THING.array) is not None


def test_callables_of_every_kind_are_followed() -> None:
    for f in (
        THING,
        THING.method,
        functools.partial(helper, 1.0),
        bs.grad(helper),
        bs.jit(helper),
        bs.jit(bs.hessian(helper)),
        functools.lru_cache(helper),
    ):
        found = environment(f)
        assert names(found) & {"SCALE", "own"}, f


def test_a_partials_arguments_are_variables_of_its_own() -> None:
    array = np.ones(2)
    found = environment(functools.partial(lambda a, x: a * x, array))
    assert found.arrays == ()
    found = environment(functools.partial(lambda x, a: a * x, a=array))
    assert found.holder_of(array) is not None


def test_given_objects_are_looked_into_by_the_attributes_read() -> None:
    found = environment(lambda self, x: x * self.own, [THING, "text", True])
    assert "own" in names(found)
    assert "unread" not in names(found)


def test_numpy_and_python_are_not_looked_into() -> None:
    def f(x: Any) -> Any:
        return np.linalg.norm(x) * np.pi + functools.reduce(max, [x])

    assert environment(f).variables == ()


def test_a_module_of_the_users_with_the_name_of_one_of_pythons_is_looked_into(
    tmp_path: Any, monkeypatch: Any
) -> None:
    source = "scale = 2.0\n\n\ndef scaled(x):\n    return x * scale\n"
    (tmp_path / "sched.py").write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sched", raising=False)
    import sched

    twice = bs.jit(sched.scaled)  # type: ignore[attr-defined]
    assert [twice(3.0) for _ in range(3)] == [6.0] * 3
    sched.scale = 5.0  # type: ignore[attr-defined]
    assert twice(3.0) == 15.0
    monkeypatch.delitem(sys.modules, "sched")


def test_recursion_and_cycles_end() -> None:
    ring: list[Any] = [1.0]
    ring.append(ring)

    def f(x: Any) -> Any:
        return f(x) if x else ring

    assert "a closure variable" in names(environment(f))


def test_an_unfilled_cell_is_passed_over() -> None:
    def f(x: Any) -> Any:
        return late * x

    assert environment(f).variables == ()
    late = 2.0


def test_the_number_of_variables_is_bounded() -> None:
    many = [float(k) for k in range(10_000)]
    found = environment(lambda x: x + many[0])
    assert len(found.variables) <= MOST_VARIABLES


def test_a_variable_tells_its_name() -> None:
    assert Variable({}, "{}.get('rate')").name == "rate"
    assert Variable([], "{}[3]").name == "3"
    assert Variable(None, "{}.cell_contents").name == "a closure variable"


def test_arrays_behind_a_derived_capture_are_watched_by_content() -> None:
    def f(x: Any) -> Any:
        return x * (TABLE * 2.0)

    found = environment(f).suspecting([TABLE * 2.0], [])
    assert len(found.snapshots) == 1
    TABLE[0] = 5.0
    try:
        assert found.changed()
        assert [v.name for v in found.written()] == ["TABLE"]
        assert found.first_change() == "an array"
    finally:
        TABLE[0] = 1.0
    assert not found.changed()


@pytest.mark.parametrize("cleared", [True, False])
def test_arrays_read_by_reference_are_watched_until_cleared(cleared: bool) -> None:
    found = environment(lambda x: x * TABLE)
    (holder,) = found.arrays
    derived = np.arange(3.0)
    assert found.suspecting([TABLE], []).snapshots == ()
    watched = found.suspecting([TABLE, derived], [holder] if cleared else [])
    assert len(watched.snapshots) == (0 if cleared else 1)
