"""Nestings are their leaves and their structure."""

from __future__ import annotations

import dataclasses
import itertools
from collections import OrderedDict, defaultdict, namedtuple
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep import tree


class Layer(NamedTuple):
    w: Any
    b: Any = None


@dataclasses.dataclass(frozen=True)
class Point:
    x: Any
    y: Any


@dataclasses.dataclass
class Checked:
    x: Any
    total: Any = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self.total = self.x + 1


class Row(list):  # type: ignore[type-arg]
    pass


leaves = st.one_of(st.floats(allow_nan=False), st.text(max_size=3), st.booleans())
keys = st.one_of(st.text(max_size=5), st.integers(), st.tuples(st.integers()))
nestings = st.recursive(
    leaves | st.none(),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.lists(inner, max_size=3).map(Row),
        st.dictionaries(keys, inner, max_size=4),
        st.dictionaries(keys, inner, max_size=3).map(OrderedDict),
        st.builds(Layer, inner, inner),
        st.builds(Point, inner, inner),
    ),
    max_leaves=20,
)


@settings(derandomize=True, deadline=None)
@given(nestings)
def test_taken_apart_and_put_together_a_nesting_is_the_same(value: Any) -> None:
    found, structure = tree.flatten(value)
    assert structure.build(found) == value
    assert type(structure.build(found)) is type(value)
    assert structure.leaf_count == len(found) == len(tree.paths(value))
    assert structure == tree.flatten(value)[1]
    hash(structure)


@settings(derandomize=True, deadline=None)
@given(nestings)
def test_a_path_leads_to_its_leaf(value: Any) -> None:
    for leaf, path in zip(tree.flatten(value)[0], tree.paths(value), strict=True):
        assert eval(f"value{path}", {"value": value}) == leaf


@settings(derandomize=True, deadline=None)
@given(nestings)
def test_mapping_the_leaves_keeps_the_nesting(value: Any) -> None:
    numbers = itertools.count()
    mapped = tree.map_leaves(lambda leaf: next(numbers), value)
    found, structure = tree.flatten(mapped)
    assert found == list(range(len(found)))
    assert structure == tree.flatten(value)[1]
    paired = tree.map_leaves(lambda a, b: (a, b), value, mapped)
    assert len(tree.flatten(paired)[0]) == 2 * len(found)


def test_leaves_come_in_the_order_they_are_written() -> None:
    value = {"z": 1, "a": [2, (3,)], "p": Point(4, Layer(5, 6))}
    assert tree.flatten(value)[0] == [1, 2, 3, 4, 5, 6]
    assert tree.paths(value) == [
        "['z']",
        "['a'][0]",
        "['a'][1][0]",
        "['p'].x",
        "['p'].y[0]",
        "['p'].y[1]",
    ]
    assert tree.paths(1.0) == [""]


def test_structures_tell_kinds_and_keys_apart() -> None:
    different = [(1,), [1], {"a": 1}, {"b": 1}, Row([1]), (1, 2), 1, None, ()]
    structures = [tree.flatten(value)[1] for value in different]
    assert len(set(structures)) == len(different)


def test_none_has_no_leaf() -> None:
    assert tree.flatten({"a": None, "b": [None]})[0] == []
    assert tree.flatten(None)[1].build([]) is None


def test_a_dataclass_is_put_together_without_its_init() -> None:
    found, structure = tree.flatten(Checked(1.0))
    assert found == [1.0, 2.0]
    made = structure.build([10.0, 20.0])
    assert (made.x, made.total) == (10.0, 20.0)


def test_dict_subclasses_come_back_as_what_they_can() -> None:
    ordered = OrderedDict(b=1, a=2)
    assert tree.map_leaves(str, ordered) == OrderedDict(b="1", a="2")
    old = namedtuple("Old", "left right")(1, 2)
    assert tree.map_leaves(str, old) == ("1", "2")
    counts = defaultdict(list, a=[1.0])
    doubled = tree.map_leaves(lambda x: x * 2, counts)
    assert doubled["a"] == [2.0]


def test_other_nestings_must_match() -> None:
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        tree.map_leaves(lambda a, b: a, [1, 2], [1])
