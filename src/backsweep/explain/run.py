"""One call of a function, kept whole: its graph, names, numbers and desires."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from ..chain import sweep
from ..factors import ones
from ..graph import Node, node, reachable, topological
from ..names import function_name
from ..ops import INPUT, constant
from ..places import Place
from ..trace import Trace, tracing
from ..traced import Traced
from ..transforms.gradient import check_cost
from .call import Arguments, Leaf
from .finite import check_finite
from .formula.expression import Formula
from .naming import names_of, returns_watched
from .symbols import symbols
from .values import INEXACT, Values, in_floats, in_fractions


@dataclass(frozen=True, eq=False)
class Run:
    """A call at given arguments.

    ``variables`` are the leaves whose gradient is explained, by name; ``symbols`` are
    the names of all values that have one, the cost included; ``values`` gives any
    node's numbers. ``expressions`` are what else a value may be called.
    """

    title: str
    cost: Node
    variables: Mapping[str, Node]
    symbols: Mapping[Node, Formula]
    values: Values
    places: Mapping[Node, Place | None]
    expressions: Mapping[Node, Formula] = field(default_factory=dict)

    @cached_property
    def varied(self) -> frozenset[Node]:
        """The nodes of the variables; what is behind them does not count."""
        return frozenset(self.variables.values())

    @cached_property
    def order(self) -> list[Node]:
        """What the cost is made of, inputs first; the variables are leaves.

        As far as that leaves a choice, named values stand in the order of the code.
        """
        leaves = dict.fromkeys(self.variables.values())
        needed = set(topological([self.cost], leaves))
        called = dict.fromkeys((*self.symbols, *self.expressions))
        named = [one for one in called if one in needed and one is not self.cost]
        return [*leaves, *topological([*named, self.cost], leaves)]

    @cached_property
    def given(self) -> dict[Node, Any]:
        """What comes from outside, with its numbers: variables, data, constants."""
        computed = set(self.computed)
        return {one: self.values(one) for one in self.order if one not in computed}

    @cached_property
    def computed(self) -> list[Node]:
        """What is made of something else, in order: no leaves, no constants."""
        return [x for x in self.order if x.inputs and x not in self.varied]

    @cached_property
    def forward(self) -> set[Node]:
        """The nodes of ``order``."""
        return set(self.order)

    @cached_property
    def active(self) -> set[Node]:
        """The nodes that a nudge of a variable reaches."""
        return reachable(self.variables.values(), self.order)

    @cached_property
    def desires(self) -> dict[Node, Node]:
        """The desire (dC/da) of every node that has one, as a node itself."""
        record: dict[Node, Node] = {}
        wrt = list(self.variables.values())
        found = sweep({self.cost: ones(self.cost)}, wrt, record)
        reached = zip(wrt, found, strict=True)
        return record | {x: desire for x, desire in reached if desire is not None}

    def changed(self, new: Mapping[Node, Any]) -> Values:
        """All values as they would be if some had ``new`` numbers."""
        return self.values.changed(new, self.given)

    def desire(self, one: Node) -> Any:
        """The numbers of the desire of ``one``; ``None`` where no path leads to it."""
        found = self.desires.get(one)
        return None if found is None else self.values(found)


def run(
    f: Callable[..., Any],
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
    wrt: Sequence[str] | None = None,
    as_is: bool = False,
) -> Run:
    """Call ``f`` and keep everything. Fractions where all inputs allow them.

    ``as_is`` keeps floats, and a nan or an infinity too: they are what a doctor is
    asked about. Else ``NotFinite`` is raised.
    """
    arguments = Arguments(f, args, kwargs)
    wanted = arguments.wanted(wrt)
    free = [x.name for x in arguments.leaves if x.whole and x.name not in (wrt or ())]
    found = None
    for counts in ((), *[(name,) for name in free], free):
        try:
            return _run(f, arguments, wanted, counts, as_is)
        except (TypeError, IndexError) as error:
            found = found or error
            if "integer" not in str(error):
                raise
    raise found  # type: ignore[misc]


def _run(
    f: Callable[..., Any],
    arguments: Arguments,
    wanted: Sequence[str],
    counts: Sequence[str],
    as_is: bool,
) -> Run:
    """``counts`` are whole numbers that are counted or indexed with: ``range(n)``."""
    wanted = [name for name in wanted if name not in counts]
    with tracing() as trace, returns_watched(trace) as given:
        leaves = {leaf.name: leaf for leaf in arguments.leaves if leaf.number}
        trace.argument_names = {id(x.value): x.name for x in arguments.leaves}
        traced = {
            name: _leaf(trace, x, name in wanted, name in counts)
            for name, x in leaves.items()
        }
        with np.errstate(all="ignore"):
            cost = arguments.call(trace, traced)
        check_cost(f, cost)
    top = cost.node if isinstance(cost, Traced) else constant(cost)
    variables = {name: traced[name].node for name in wanted}
    named = names_of(trace, given, f)
    known = _in_order(trace, [top, *(x.node for x in traced.values())])
    made = Run(
        function_name(f).replace("<lambda>", "a function"),
        top,
        variables,
        symbols(named, known, top, variables.values()),
        in_floats(trace.values),
        trace.places,
    )
    if as_is:
        return made
    check_finite(made)
    inputs = {traced[name].node: leaf.value for name, leaf in leaves.items()}
    exact = all(leaf.exact for leaf in leaves.values())
    return _in_fractions(made, trace, inputs) if exact else made


def _in_order(trace: Trace, ends: Sequence[Node]) -> list[Node]:
    """What ``ends`` are made of, in the order of the user's code."""
    needed = dict.fromkeys(topological(ends))
    return [*filter(needed.__contains__, {**trace.values, **needed})]


def _leaf(trace: Trace, leaf: Leaf, variable: bool, count: bool) -> Traced:
    """A leaf on record, in floats unless it counts; a variable is marked as one."""
    value = leaf.value if count else _float(leaf.value)
    one = trace.leaf(value, leaf.name)
    return Traced(trace, trace.mark(one, leaf.name) if variable else one, value)


def _float(value: Any) -> Any:
    """As floats, in the precision that it has if it is of floats."""
    if isinstance(value, (np.ndarray, np.generic)):
        return value if value.dtype.kind == "f" else value.astype(float)
    return float(value)


def _in_fractions(made: Run, trace: Trace, inputs: Mapping[Node, Any]) -> Run:
    """The same run in exact fractions, if every operation allows it."""
    outside = {one: trace.values[one] for one in trace.inputs}
    known = {one: v for one, v in outside.items() if np.asarray(v).dtype.kind in "iub"}
    try:
        exact = replace(made, values=in_fractions({**known, **inputs}))
        for one in (exact.cost, *exact.desires.values()):
            exact.values(one)
        agreed = all(g.holds(exact.values(g.node)) for g in trace.guards)
    except INEXACT:
        return made
    return exact if agreed else made


def right_before(of: Node, stops: Mapping[Node, Any]) -> list[Node]:
    """The ``stops`` that a value is made of, no other stop between."""
    region = [of, *topological(of.inputs, stops)]
    return list(dict.fromkeys(x for one in region for x in one.inputs if x in stops))


def placeholder(like: Node, name: str) -> Node:
    """An input that stands for numbers of the shape of ``like``, to be filled in."""
    return node(INPUT, (), (name, like.shape, like.dtype))
