"""The gradient explained once more: a slope as the value whose chains are asked for."""

from __future__ import annotations

from dataclasses import replace

from ..graph import Node
from ..simplify import simplify
from .errors import unknown_name
from .formula.expression import Desire, Formula
from .run import Run


def second_run(run: Run, variable: Node) -> Run:
    """The run whose cost is the slope of ``run``'s cost for ``variable``.

    The desires on the way are values of it, each with a name: δa1 is dC/da1. Raises
    ``UnknownName`` if no path leads to the variable.
    """
    if variable not in run.desires:
        reached = [name for name, one in run.variables.items() if one in run.desires]
        raise unknown_name(str(run.symbols[variable]), "the sweep", reached)
    desired = [one for one in run.symbols if one in run.desires]
    simpler = simplify([run.desires[one] for one in desired], run.forward)
    found = dict(zip(desired, simpler, strict=True))
    symbols: dict[Node, Formula] = dict(run.symbols)
    for one, node in found.items():
        if node.inputs and node not in symbols:
            symbols[node] = Desire(run.symbols[run.cost], run.symbols[one])
    cost = found[variable]
    symbols[cost] = Desire(run.symbols[run.cost], run.symbols[variable])
    title = f"the gradient of {run.title}"
    return replace(run, title=title, cost=cost, symbols=symbols)
