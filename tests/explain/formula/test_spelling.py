"""The formula of a value in the graph."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import backsweep as bs
from backsweep.explain.formula import numbers
from backsweep.explain.formula.brackets import ready
from backsweep.explain.formula.expression import Formula, Symbol
from backsweep.explain.formula.latex import latex
from backsweep.explain.formula.mathml import math
from backsweep.explain.formula.spelling import LONGEST, formula_of
from backsweep.explain.formula.trees import size
from backsweep.graph import Node
from backsweep.trace import tracing
from backsweep.traced import Traced

from .reading import read_back

VALUES = {"x": 0.75, "y1": 1.5, "z_out": -2.25}


def traced(f: Callable[..., Any], *names: str) -> tuple[Traced, dict[Node, Formula]]:
    """What ``f`` gives of the named values, and their symbols."""
    with tracing() as trace:
        nodes = {name: trace.leaf(np.float64(VALUES[name]), name) for name in names}
        result = f(*[Traced(trace, one, trace.values[one]) for one in nodes.values()])
        return result, {one: Symbol(name) for name, one in nodes.items()}


def test_a_named_node_is_its_name_unless_it_is_to_be_written_out() -> None:
    result, named = traced(lambda x, y1: (x - y1) ** 2, "x", "y1")
    cost = result.node
    named[cost] = Symbol("C")
    assert str(formula_of(cost, named)) == "C"
    assert str(formula_of(cost, named, expand=True)) == "(x − y1)²"
    assert str(formula_of(cost.inputs[0], named)) == "x − y1"


def test_named_values_on_the_way_stand_for_themselves() -> None:
    def chain(x: Any, y1: Any) -> Any:
        nonlocal hidden
        hidden = np.tanh(x * y1)
        return 2.0 * hidden * y1

    hidden: Any = None
    result, named = traced(chain, "x", "y1")
    named[hidden.node] = Symbol("a1")
    assert str(formula_of(result.node, named)) == "2a1·y1"


def test_a_formula_from_a_sweep_reads_as_written_by_hand() -> None:
    slope = bs.grad(lambda x, y1: (x * y1 - 3.0) ** 2)
    result, named = traced(lambda x, y1: slope(x, y1), "x", "y1")
    assert str(formula_of(result.node, named)) == "2(x·y1 − 3)·y1"


def repeated(
    step: Callable[[Any], Any], count: int
) -> tuple[Node, dict[Node, Formula]]:
    def loop(x: Any) -> Any:
        for _ in range(count):
            x = step(x)
        return x

    result, named = traced(loop, "x")
    return result.node, named


@pytest.mark.parametrize(
    "step",
    [
        lambda x: np.sin(x) + 1,
        lambda x: np.where(x > 0, -x, 1 / (x - 2)),
        lambda x: np.sin(x) * np.cos(x),
        lambda x: (x + 1) ** 2 / 3,
    ],
    ids=["chain", "choices", "shared twice", "powers"],
)
def test_what_nobody_could_read_is_cut_short_and_soon(step: Any) -> None:
    with np.errstate(all="ignore"):
        one, named = repeated(step, 10_000)
    start = time.perf_counter()
    formula = formula_of(one, named)
    assert "…" in str(formula)
    assert size(ready(formula, line=False)) < 5 * LONGEST
    assert len(latex(formula)) < len(math(formula))
    assert time.perf_counter() - start < 2


def test_a_value_doubled_a_hundred_times_is_a_number_times_what_is_cut() -> None:
    one, named = repeated(lambda x: x + x, 100)
    assert re.fullmatch(r"\d+·…", str(formula_of(one, named)))
    one, named = repeated(lambda x: x + x, 5)
    assert str(formula_of(one, named)) == "32x"


# Random arithmetic, as Python, whose formula is read back as Python.
LEAVES = st.sampled_from([*VALUES, "2", "3.0", "0.25", "-1.5", "1", "10"])
UNARY = ("-({})", "({}) ** 2", "({}) ** 3", "tanh({})", "1 / (({}) ** 2 + 1)")
BINARY = (
    "({}) + ({})",
    "({}) - ({})",
    "({}) * ({})",
    "({}) / (3 + ({}) ** 2)",
    "2.0 ** tanh(({}) + ({}))",
    "maximum({}, {})",
    "where(({0}) > 0.5, {1}, {0})",
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.builds(str.format, st.sampled_from(UNARY), inner)
    return st.one_of(one, st.builds(str.format, st.sampled_from(BINARY), inner, inner))


def plainly(ufunc: Callable[..., Any]) -> Callable[..., Any]:
    """Of numbers alone, a number of Python's: a constant, not an array captured."""

    def compute(*args: Any) -> Any:
        found = ufunc(*args)
        return found if isinstance(found, Traced) else float(found)

    return compute


FUNCTIONS = {f: plainly(getattr(np, f)) for f in ("tanh", "maximum", "where")}


@settings(max_examples=300, deadline=None)
@given(st.recursive(LEAVES, grown, max_leaves=12))
def test_the_text_of_a_formula_means_what_the_graph_computes(source: str) -> None:
    program = f"lambda {', '.join(VALUES)}: {source}"
    result, named = traced(eval(program, FUNCTIONS), *VALUES)
    assume(isinstance(result, Traced) and abs(result.value) < 1e6)
    names = {"max": max, "tanh": np.tanh, **VALUES}
    with patch.object(numbers, "DIGITS", 17):  # all of a constant's digits
        line = str(formula_of(result.node, named))
    found = eval(read_back(line), names)
    assert found == pytest.approx(float(result.value), rel=1e-6, abs=1e-6)
