"""What the user's function calls its arguments."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from backsweep.names import argument_name, function_name, leaf_names, parameters


def f(x: Any, /, y: Any, *rest: Any, z: Any = 1, **others: Any) -> Any:
    return x


class Callable:
    def __call__(self, w: Any) -> Any:
        return w

    __hash__ = None  # type: ignore[assignment]

    def method(self, v: Any) -> Any:
        return v


def test_positional_parameters_are_named() -> None:
    assert parameters(f) == ("x", "y")
    assert argument_name(f, 1) == "y"


def test_an_argument_beyond_the_names_is_counted() -> None:
    assert argument_name(f, 2) == "argument 2"
    assert argument_name(np.sin, 3) == "argument 3"


def test_functions_of_every_kind_tell_their_names() -> None:
    assert argument_name(Callable().method, 0) == "v"
    assert argument_name(functools.partial(f, 1), 0) == "y"
    assert argument_name(lambda w: w, 0) == "w"
    assert argument_name(Callable(), 0) in ("w", "argument 0")


def test_leaves_are_named_by_how_they_are_reached() -> None:
    value = {"w": [1.0, 2.0], "b": (3.0,)}
    assert leaf_names(f, 0, value) == ["x['w'][0]", "x['w'][1]", "x['b'][0]"]
    assert leaf_names(f, 1, 1.0) == ["y"]


def test_a_function_without_a_name_goes_by_its_class() -> None:
    assert function_name(f) == "f"
    assert function_name(np.sin) == "sin"
    assert function_name(Callable()) == "Callable"
    assert function_name(functools.partial(f, 1)) == "partial"
