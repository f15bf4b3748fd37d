"""What a drawing says of its neurons and connections, in words and in formulas."""

from __future__ import annotations

from collections.abc import Sequence

from ..formula.expression import Formula, Number, Rate
from ..formula.mathml import math
from ..formula.numbers import spelled
from .markup import element, escape
from .picture import Connection, Network, Neuron, Real


def neuron_words(neuron: Neuron) -> str:
    """``a1 = 1, desire 8``."""
    back = "" if neuron.desire is None else f", desire {spelled(neuron.desire)}"
    return f"{neuron.label} = {spelled(neuron.value)}{back}"


def weight_words(one: Connection, network: Network) -> str:
    """``weight w1 = 1 from a0 to a1, slope dC/dw1 = 8 = 2 · 2 · 2 · 1``."""
    names = {neuron.key: neuron.label for neuron in network.neurons}
    amount = "" if one.amount is None else f" = {spelled(one.amount)}"
    steps = "".join(f" = {step}" for step in reversed(one.steps))
    return (
        f"weight {one.weight}{amount} from {names[one.source]} to {names[one.target]}, "
        f"{_slope_words(one, network)}{steps}"
    )


def _slope_words(one: Connection, network: Network) -> str:
    if one.slope is None or one.weight is None:
        return "no slope"
    return f"slope {Rate(network.cost.label, one.weight)} = {spelled(one.slope)}"


def weight_caption(one: Connection, network: Network, shared: Sequence[Formula]) -> str:
    """The chain of a weight, step by step, and what others share of it."""
    if one.slope is None or one.weight is None:
        return f"{formula(one.weight)} does not reach the cost." if one.weight else ""
    parts = [Rate(network.cost.label, one.weight), *one.steps, Number(one.slope)]
    chain = " = ".join(formula(part) for part in parts)
    return element("span", chain) + _shared_words(shared)


def _shared_words(shared: Sequence[Formula]) -> str:
    if not shared:
        return ""
    listed = ", ".join(formula(rate) for rate in shared)
    return " " + element(
        "span", f"shared with other chains, computed once: {listed}", class_="shared"
    )


def neuron_caption(neuron: Neuron, incoming: Sequence[Connection]) -> str:
    """A neuron's value and desire, and the steepest of the weights that lead to it."""
    said = [f"{formula(neuron.label)} = {escape(spelled(neuron.value))}"]
    if neuron.desire is not None:
        said.append(_desire(neuron.desire))
    steep = max(incoming, key=lambda one: abs(float(one.slope or 0)), default=None)
    if steep is not None and steep.weight is not None and steep.slope is not None:
        said.append(
            f"steepest of {len(incoming)} weights: {formula(steep.weight)}, "
            f"slope {escape(spelled(steep.slope))}"
        )
    return element("span", "; ".join(said))


def _desire(desire: Real) -> str:
    return element("em", f"← desire {escape(spelled(desire))}", class_="desire")


def formula(one: Formula) -> str:
    """A formula within a line of a caption."""
    return math(one)
