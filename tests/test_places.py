"""Where in the user's code a value was made, and what the user called it."""

from __future__ import annotations

import sys
import warnings
from typing import Any

import numpy as np

from backsweep.places import Place, place_of, user_place, warn_user
from backsweep.trace import tracing
from backsweep.traced import Traced


def called(x: Any) -> str:
    assert isinstance(x, Traced)
    return x.called


def trace_of(f: Any, *values: Any) -> Any:
    with tracing() as trace:
        return f(*(Traced(trace, trace.leaf(v), v) for v in values))


def test_a_place_is_a_file_a_line_and_its_text() -> None:
    place = user_place()  # this very line
    assert place is not None
    assert place.code.co_filename == __file__
    assert place.text == "place = user_place()  # this very line"
    assert str(place) == f"{__file__}, line {place.line}: {place.text}"


def test_a_value_is_called_after_the_variable_it_is_stored_in() -> None:
    def f(x: Any) -> Any:
        plain = x * 2.0
        chained = also = x + 1.0
        annotated: Any = np.sin(x)
        (walrus := x - 5.0) * 2.0
        operated = -x
        compared = x > 0
        methodical = x.sum()
        picked = x[0]
        return [
            called(one) for one in (plain, annotated, walrus, operated, compared)
        ] + [called(methodical), called(picked), called(chained) or called(also)]

    found = trace_of(f, np.ones(3))
    assert found[0:2] == ["plain", "annotated"]
    assert found[3:7] == ["operated", "compared", "methodical", "picked"]
    assert found[2] in ("walrus", "")


def test_augmented_assignments_loops_and_attributes_have_names() -> None:
    class Holder:
        def __init__(self, x: Any):
            self.kept = x * 3.0

    def f(x: Any) -> Any:
        total = x * 1.5
        total += 2.0
        for _ in range(2):
            step = total * 2.0
        entries = [x * k for k in (5.0, 6.0)]
        return called(total), called(step), called(entries[0]), called(Holder(x).kept)

    total, step, entry, kept = trace_of(f, 1.0)
    assert (total, step, entry) == ("total", "step", "")
    assert kept in ("kept", "")


def test_closures_and_globals_have_names() -> None:
    def f(x: Any) -> Any:
        cell = x * 2.0

        def inner() -> Any:
            return called(cell)

        return inner()

    assert trace_of(f, 1.0) == "cell"
    space: dict[str, Any] = {"called": called}
    exec("def f(x):\n    global g\n    g = x * 2.0\n    return called(g)", space)
    assert trace_of(space["f"], 1.0) == "g"


def test_each_part_of_a_line_has_an_instruction_of_its_own() -> None:
    def f(x: Any) -> Any:
        named = np.sin(x * 2.0)
        return named.origin

    trace = trace_of(f, 1.0)
    assert list(trace.names.values()) == []
    assert [p.name for p in trace.places.values()].count("named") == 1


def test_code_without_source_has_a_place_but_no_text() -> None:
    space: dict[str, Any] = {}
    exec(
        compile("def f(x):\n    y = x * 2.0\n    return y", "<nowhere>", "exec"), space
    )
    y = trace_of(space["f"], 1.0)
    place = y.origin.places[y.node]
    assert str(place) == "<nowhere>, line 2"
    assert (place.text, place.name) == ("", "y")


def test_a_name_with_hundreds_of_variables_is_still_found() -> None:
    lines = [f"    v{k} = x * {k}.5" for k in range(400)]
    space: dict[str, Any] = {}
    exec("\n".join(["def f(x):", *lines, "    return v7, v399"]), space)
    assert [called(v) for v in trace_of(space["f"], 1.0)] == ["v7", "v399"]


def test_numpy_functions_do_not_count_as_the_users_place() -> None:
    def f(x: Any) -> Any:
        return np.linalg.norm(x), np.mean(x, axis=0)

    for y in trace_of(f, np.ones(3)):
        assert y.origin.places[y.node].code.co_name == "f"


def test_an_error_came_through_the_users_line() -> None:
    def failing() -> None:
        raise ValueError("mine")  # the line

    try:
        failing()
    except ValueError as error:
        place = place_of(error)
    assert place is not None
    assert place.text.endswith("# the line")


def test_writing_to_an_array_is_told_from_reading() -> None:
    seen: list[bool] = []

    class Noting:
        def __setitem__(self, key: Any, value: Any) -> None:
            frame = sys._getframe(1)
            seen.append(Place(frame.f_code, frame.f_lasti).writes)

        def __getitem__(self, key: Any) -> None:
            frame = sys._getframe(1)
            seen.append(Place(frame.f_code, frame.f_lasti).writes)

    array = Noting()
    array[0] = 1.0
    array[0]
    array[1:2] = 1.0
    assert seen == [True, False, True]


def test_a_warning_comes_from_the_users_line() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warn_user("look", UserWarning)
    assert caught[0].filename == __file__
