"""A large network as a picture: the arrays that have a name, one box each."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Node, topological
from .drawing.picture import Layer, Layers
from .roles import Roles
from .run import Run

MOST = 40
"""More layers than this are told in a table only."""


def layers(run: Run) -> Layers | None:
    """The layers from the input to the cost; ``None`` if they are too many to draw."""
    parameters = _parameters(run)
    shown = [x for x in run.order if x in run.symbols and x not in parameters]
    if not 2 <= len(shown) <= MOST:
        return None
    links = {(by, of): None for of in shown for by in _before(run, of, set(shown))}
    keys = {one: f"l{k}" for k, one in enumerate(shown)}
    users = {one: [of for by, of in links if by is one] for one in shown}
    made = [_layer(run, one, keys[one], users[one]) for one in shown]
    return Layers(tuple(made), tuple((keys[a], keys[b]) for a, b in links), run.title)


def _parameters(run: Run) -> set[Node]:
    """The variables, less those that are data by their use: what weights multiply."""
    weights = Roles(run).weights
    variables = set(run.variables.values())
    return variables if weights <= variables and weights else set(weights)


def _before(run: Run, of: Node, shown: set[Node]) -> list[Node]:
    """The shown values that ``of`` is made of, no other shown value between."""
    if of in run.given:
        return []
    region = [of, *topological(of.inputs, shown)]
    return list(dict.fromkeys(x for one in region for x in one.inputs if x in shown))


def _layer(run: Run, one: Node, key: str, users: list[Node]) -> Layer:
    desire = _norm(run.desire(one))
    after = _norm(run.desire(users[0])) if len(users) == 1 else None
    return Layer(
        key,
        run.symbols[one],
        one.shape,
        float(np.linalg.norm(np.asarray(run.values(one), float))),
        desire,
        desire / after if desire is not None and after else None,
        one.op.name if one not in run.given else "given",
    )


def _norm(value: Any) -> float | None:
    return None if value is None else float(np.linalg.norm(np.asarray(value, float)))


def words(picture: Layers) -> str:
    """What the drawing of layers shows, for those who do not see it."""
    front, back = picture.layers[0], picture.layers[-1]
    return (
        f"{picture.title}: {len(picture.layers)} layers from {front.label} to "
        f"{back.label}, each with its size and the size of its desire."
    )
