"""``backsweep health``: which factor kills a gradient, and what would help."""

from __future__ import annotations

from . import health_flags as flags

HEALTH = (
    "Examine a gradient: whether it vanishes, explodes, or meets dead or saturated "
    "units; where, by how much and why; and which cure helps.\n\n"
    "Each factor is measured in one backward sweep, and stands beside what chance "
    "would make of it. Every cure is tried on a copy before it is told."
)
EXAMPLES = """
[bold]Examples[/]

[cyan]backsweep health model.py:example[/]
  A network of yours: example() ends in: return cost, weights, x.

[cyan]backsweep health model.py:cost --at weights=w.npz --at x=x.npy[/]
  The arrays from files.

[cyan]backsweep health runs/digits/model.safetensors --data digits --rate 0.1[/]
  A network that backsweep train has saved, and the step that comes next.

[cyan]backsweep health model.py:example --html health.html[/]
  One page to read, print and pass on, with a picture of the factors.

[cyan]backsweep health model.py:example --check --json > health.json[/]
  In a script.
"""


def health(
    target: flags.Examined,
    at: flags.At = None,
    wrt: flags.Wrt = None,
    data: flags.RowsOf = None,
    rows: flags.Rows = None,
    rate: flags.Rate = None,
    full: flags.Full = False,
    html: flags.Html = None,
    picture: flags.Picture = None,
    json: flags.Json = False,
    check: flags.Check = False,
) -> None:
    """Hand the options that were given to the examination."""
    from .examining import Shown, Wanted, run_examining

    wanted = Wanted(target, at or (), wrt, data, rows, rate)
    run_examining(wanted, Shown(full, html, picture, json), check)
