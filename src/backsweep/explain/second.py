"""The gradient explained once more: a slope as the value whose chains are asked for."""

from __future__ import annotations

from dataclasses import replace

from ..graph import Node
from ..simplify import simplify
from .errors import UnknownName
from .formula.expression import Desire, Formula, Rate, Symbol
from .run import Run


def second_run(run: Run, variable: Node) -> Run:
    """The run whose cost is the slope of ``run``'s cost for ``variable``.

    The desires on the way are values of it, each with a name: δa1 is dC/da1. Raises
    ``UnknownName`` if no path leads to the variable.
    """
    if variable not in run.desires:
        name = run.symbols[variable]
        raise UnknownName(
            f"no path leads from {name} to {run.symbols[run.cost]}: it has no slope",
            cure=f'ask chain("{name}") where the path ends',
        )
    desired = [one for one in run.symbols if one in run.desires]
    simpler = simplify([run.desires[one] for one in desired], run.forward)
    found = dict(zip(desired, simpler, strict=True))
    symbols: dict[Node, Formula] = dict(run.symbols)
    for one, node in found.items():
        if node.inputs and node not in symbols:
            symbols[node] = _slope(run, one)
    cost = found[variable]
    symbols[cost] = _slope(run, variable)
    title = f"the slope {Rate(run.symbols[run.cost], run.symbols[variable])}"
    return replace(run, title=title, cost=cost, symbols=symbols)


def _slope(run: Run, one: Node) -> Formula:
    """``δa1``; where the cost is a slope itself, ``d²C/(dw1 da1)``."""
    cost, by = run.symbols[run.cost], run.symbols[one]
    if isinstance(cost, Symbol):
        return Desire(cost, by)
    return Rate(Rate(cost.cost, cost.of) if isinstance(cost, Desire) else cost, by)
