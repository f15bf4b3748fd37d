"""A large network as a picture: the arrays that have a name, one box each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import ceil
from typing import Any

from ..graph import Node
from ..ops import CAST, RESHAPE
from .depth.norms import norm
from .drawing.picture import Layer, Layers
from .roles import Roles
from .run import Run, right_before

MOST = 36
"""Of more values than these, every second one is drawn, or every third."""


def layers(run: Run) -> Layers | None:
    """The layers from the input to the cost; ``None`` if there is nothing between."""
    shown = _thinned(_shown(run))
    if len(shown) < 2:
        return None
    users = _users(run, shown)
    keys = {one: f"l{k}" for k, one in enumerate(shown)}
    made = [_layer(run, one, keys[one], users[one]) for one in shown]
    links = [(keys[by], keys[of]) for of in shown for by in shown if of in users[by]]
    return Layers(tuple(made), tuple(links), run.title)


def _shown(run: Run) -> list[Node]:
    """Values by name from front to back, without parameters and what is desired."""
    parameters = _parameters(run)
    named = [x for x in run.order if x in run.symbols and x not in parameters]
    users = _users(run, named)
    return [x for x in named if x not in run.given or users[x] != [run.cost]]


def _parameters(run: Run) -> frozenset[Node]:
    """The variables, less those that are data by their use: what weights multiply."""
    weights = Roles(run).weights
    return run.varied if weights <= run.varied else weights


def _thinned(named: list[Node]) -> list[Node]:
    """As many as there is room for, the first and the last among them."""
    step = ceil(len(named) / MOST)
    return [x for k, x in enumerate(named[::-1]) if k % step == 0 or x is named[0]][
        ::-1
    ]


def _users(run: Run, shown: Iterable[Node]) -> dict[Node, list[Node]]:
    """For each value shown, those that are made of it, no other between."""
    users: dict[Node, list[Node]] = defaultdict(list)
    stops = dict.fromkeys(shown)
    for of in stops:
        for by in right_before(of, stops) if of not in run.given else ():
            users[by].append(of)
    return users


def _layer(run: Run, one: Node, key: str, users: list[Node]) -> Layer:
    desire = _size(run.desire(one))
    after = _size(run.desire(users[0])) if len(users) == 1 else None
    return Layer(
        key,
        run.symbols[one],
        one.shape,
        float(norm(run.values(one))),
        desire,
        desire / after if desire is not None and after else None,
        _made(one) if one not in run.given else "given",
    )


def _size(desire: Any) -> float | None:
    return None if desire is None else float(norm(desire))


def _made(one: Node) -> str:
    """The operation behind a value; a change of shape or precision is none."""
    while one.op in (RESHAPE, CAST):
        (one,) = one.inputs
    return one.op.name


def words(picture: Layers) -> str:
    """What the drawing of layers shows, for those who do not see it."""
    front, back = picture.layers[0], picture.layers[-1]
    return (
        f"{len(picture.layers)} values from {front.label} down to {back.label}, each "
        "with the size of its desire; desires come back up."
    )
