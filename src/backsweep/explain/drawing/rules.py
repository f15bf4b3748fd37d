"""The style rules of one drawing: what lights when a weight or a neuron is chosen.

There is no script. A chosen element sets variables on the groups that belong to it,
and the style sheet of all drawings says what the variables do: ``--lit`` is how much of
a line is seen, ``--ink`` its colour, and ``--flow`` whether desires are seen to flow
back along it. Chosen is what the pointer is on, or else what has the focus.

Every rule ends in a class, so that a browser asks it of few elements alone: a change
of focus among 2,304 connections takes a tenth of a second, and not one.
"""

from __future__ import annotations

from collections.abc import Iterable

from .chains import onward, strands
from .picture import Network

OWN = "--lit:1;--flow:1;--ink:var(--chosen)"
ONWARD = "--lit:1;--flow:1;--ink:var(--desire)"
BEYOND = "--lit:.3;--ink:var(--desire)"
REACHED = "--lit:1"
SAID = "visibility:visible"

Lights = tuple[Iterable[str], str]


def by_weight(network: Network, prefix: str) -> str:
    """A weight lights its chains: for networks small enough to choose among weights."""
    numbers = {one.key: f"c{at}" for at, one in enumerate(network.connections)}
    neurons = {one.key: f"n{at}" for at, one in enumerate(network.neurons)}
    found = strands(network)
    return "".join(
        _rules(
            prefix,
            numbers[one.key],
            (map(numbers.__getitem__, found[one.key].onward), ONWARD),
            (map(numbers.__getitem__, found[one.key].own), OWN),
            (map(neurons.__getitem__, found[one.key].neurons | {one.source}), REACHED),
        )
        for one in network.weights
    )


def by_neuron(network: Network, prefix: str) -> str:
    """A neuron lights what leads to it, and the way on: where weights are too many."""
    number = {one.key: at for at, one in enumerate(network.neurons)}
    sources = {one.key: one.source for one in network.connections}
    ways = onward(network)

    def beyond(key: str) -> Iterable[str]:
        return (
            f"f{number[one]}" for one in {sources[way] for way in ways.get(key, ())}
        )

    return "".join(
        _rules(
            prefix,
            f"n{at}",
            (beyond(key), BEYOND),
            ([f"f{at}"], ONWARD),
            ([f"t{at}"], OWN),
            ([f"n{at}"], REACHED),
        )
        for key, at in number.items()
    )


def _rules(prefix: str, chosen: str, *lights: Lights) -> str:
    """What one choice lights, later before earlier, and that its caption is seen."""
    pointed = f":has(.choice.{chosen}:hover)"
    focused = f":not(:has(.choice:hover)):has(.choice.{chosen}:focus)"
    said = f".caption.{chosen}{{{SAID}}}"
    inside = "".join(_rule(names, style) for names, style in lights)
    return f"#{prefix}:is({pointed},{focused}){{{inside}{said}}}\n"


def _rule(names: Iterable[str], style: str) -> str:
    listed = ",".join(f".{name}" for name in sorted(names))
    return f"{listed}{{{style}}}" if listed else ""
