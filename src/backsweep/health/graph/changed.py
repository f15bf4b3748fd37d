"""A run as it would be with a cure: other weights, another graph, the same names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from ...explain.run import Run
from ...explain.values import in_floats
from ...graph import Node, node
from ..activations import activation
from ..change import Change
from .front import front
from .layers import counts_units, products_before
from .squishes import Squished, squishes

TINY = 1e-5
"""Added to a variance before its root is taken, as is the custom."""
Made = Callable[[Mapping[Node, Node]], Node]
"""From the new nodes of what comes before to a new node."""


def changed(run: Run, change: Change) -> Run:
    """The run with a cure in it; ``run`` stays as it is."""
    numbers = run.given | _scaled(run, change.scale)
    new = _rebuilt(run, _replacements(run, change))
    return replace(
        run,
        cost=new[run.cost],
        symbols={new[x]: symbol for x, symbol in run.symbols.items() if x in new},
        places={new[x]: place for x, place in run.places.items() if x in new},
        values=in_floats(numbers),
    )


def _scaled(run: Run, scale: Mapping[str, float]) -> dict[Node, Any]:
    """Variables multiplied, in the precision that they have."""
    found = {run.variables[name]: by for name, by in scale.items()}
    return {x: np.asarray(run.values(x) * x.dtype.type(by)) for x, by in found.items()}


def _rebuilt(run: Run, replacements: Mapping[Node, Made]) -> dict[Node, Node]:
    """Every node of the run anew, those replaced that are to be."""
    new: dict[Node, Node] = {}
    for one in run.order:
        if one in run.given:
            new[one] = one
            continue
        new[one] = node(one.op, tuple(new[x] for x in one.inputs), one.params)
        if one in replacements:
            new[one] = replacements[one](new).astype(one.dtype)
    return new


def _replacements(run: Run, change: Change) -> dict[Node, Made]:
    found: dict[Node, Made] = {}
    end = front(run)
    for squish in squishes(run, end) if end is not None else ():
        if change.normalise and counts_units(run, squish):
            found[squish.before] = _normalised(squish)
        if change.activation is not None or change.residual:
            found[squish.after] = _activated(run, squish, change)
    return found


def _normalised(squish: Squished) -> Made:
    """Mean 0 and variance 1 of every unit, over the samples."""

    def made(new: Mapping[Node, Node]) -> Any:
        z: Any = new[squish.before]
        axes = tuple(range(len(z.shape) - 1))
        apart = z - np.mean(z, axis=axes, keepdims=True)
        return apart / np.sqrt(np.mean(apart * apart, axis=axes, keepdims=True) + TINY)

    return made


def _activated(run: Run, squish: Squished, change: Change) -> Made:
    """Another activation, with what the layer was given added to it if asked for."""
    given = [x.by for x in products_before(run, squish)]
    fits = [x for x in given if x.shape == squish.after.shape]

    def made(new: Mapping[Node, Node]) -> Any:
        found: Any = new[squish.after]
        if change.activation is not None:
            found = activation(change.activation).value(new[squish.before])
        return found + new[fits[0]] if change.residual and fits else found

    return made
