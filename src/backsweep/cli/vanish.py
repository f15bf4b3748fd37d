"""``backsweep vanish``: how much of a desire arrives at the front."""

from __future__ import annotations

from . import vanish_flags as flags

VANISH = (
    "Watch a gradient vanish: what is left of a desire at each layer, from the output "
    "back to the front.\n\n"
    "A chain of equal factors is worked out in exact fractions. In a network with "
    "random weights every desire is measured, and stands beside what mean-field theory "
    "predicts for that squish and those weights."
)
EXAMPLES = """
[bold]Examples[/]

[cyan]backsweep vanish --factor 0.5 --depth 5[/]
  The lesson's chain: a thirtieth arrives.

[cyan]backsweep vanish --activation sigmoid --depth 30[/]
  A deep network that cannot learn.

[cyan]backsweep vanish --activation relu --init he --width 128[/]
  One that can, give or take what chance does.

[cyan]backsweep vanish --activation tanh --init 1.5 --out curve.png[/]
  Weights of a spread of your own, and a picture.
"""


def vanish(
    factor: flags.Factor = None,
    depth: flags.Depth = None,
    activation: flags.Activation = None,
    width: flags.Width = None,
    init: flags.Init = None,
    seed: flags.Seed = None,
    out: flags.Out = None,
    json: flags.Json = False,
) -> None:
    """Hand the options that were given to the lab."""
    from .vanishing import Network, run_vanishing

    run_vanishing(factor, depth, Network(activation, width, init, seed), out, json)
