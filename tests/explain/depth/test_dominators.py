"""The values that every chain passes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings

from backsweep.explain.depth.dominators import passed_by_all
from backsweep.explain.depth.flow import Flow
from backsweep.explain.run import Run, run
from backsweep.graph import Node

from .networks import runs


def paths(flow: Flow, one: Node) -> Iterator[set[Node]]:
    if one is flow.to:
        yield {one}
    for pull in flow.into.get(one, ()):
        for rest in paths(flow, pull.by):
            yield {one, *rest}


@settings(deadline=None, max_examples=30)
@given(runs())
def test_they_are_what_all_listed_paths_have_in_common(kept: Run) -> None:
    flow = Flow(kept, next(reversed(kept.variables.values())))
    common = set.intersection(*paths(flow, kept.cost))
    found = passed_by_all(flow)
    assert set(found) == common
    assert (found[0], found[-1]) == (kept.cost, flow.to)


def test_a_square_written_as_a_product_is_two_factors_to_one_value() -> None:
    def cost(x: Any) -> Any:
        h = 3.0 * x
        return h * h

    kept = run(cost, (2.0,), {})
    flow = Flow(kept, kept.variables["x"])
    assert [one.op.name for one in passed_by_all(flow)] == [
        "multiply",
        "multiply",
        "mark",
    ]
    assert len(flow.into[kept.cost]) == 2
