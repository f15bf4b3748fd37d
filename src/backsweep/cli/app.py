"""The commands that there are."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import __version__
from . import flags, health, practising, vanish

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

HELP = (
    "Train a neural network on handwritten digits, or on a table of your own.\n\n"
    "Four fifths of the rows teach; a fifth, held out, tells how good it has become. "
    "The model, a picture of the learning curve and one of the mistakes are saved. "
    "Ctrl-C saves too, and --resume goes on where it stopped."
)
EXAMPLES = """
[bold]Examples[/]

[cyan]backsweep train digits[/]
  Read handwriting; takes seconds.

[cyan]backsweep train houses.csv --target price[/]
  Predict a column of your own table.

[cyan]backsweep train digits --layers 64 --activation tanh --optimiser sgd[/]
  Another network, another way to learn.

[cyan]backsweep train digits --resume[/]
  Go on after Ctrl-C, a crash or a power cut.
"""
NOT_OF_THE_NETWORK = (
    *("data", "out", "resume", "save_every"),
    *("health", "health_every"),
)
"""Options of ``train`` that say nothing of what is trained, or how."""


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"backsweep {__version__}")
        raise typer.Exit


@app.callback()
def backsweep(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Say the version."
        ),
    ] = False,
) -> None:
    """Gradients of plain NumPy code in one backward sweep."""


@app.command(help=HELP, epilog=EXAMPLES)
def train(
    data: flags.Data,
    target: flags.Target = None,
    task: flags.Task = None,
    gaps: flags.Gaps = None,
    ignore: flags.Ignore = None,
    layers: flags.Layers = None,
    activation: flags.Activation = None,
    init: flags.Init = None,
    spread: flags.Spread = None,
    dtype: flags.Dtype = None,
    optimiser: flags.Optimiser = None,
    rate: flags.Rate = None,
    batch: flags.Batch = None,
    epochs: flags.Epochs = None,
    seed: flags.Seed = None,
    out: flags.Out = None,
    resume: flags.Resume = False,
    save_every: flags.SaveEvery = 2.0,
    health: flags.WatchHealth = False,
    health_every: flags.HealthEvery = 50,
) -> None:
    """Hand the options that were given to the run."""
    given = {
        name: value
        for name, value in locals().items()
        if value is not None and name not in NOT_OF_THE_NETWORK
    }
    from .training import run_training

    every = health_every if health else None
    run_training(data, given, out, resume, save_every, every)


EXPLAIN = (
    "Explain a gradient: the chains of rates behind it, the factors they share, and "
    "what one backward sweep saves.\n\n"
    "Numbers are taken exactly as they are written, 0.1 as 1/10; where every operation "
    "allows it, so is the gradient. A model is too large for single numbers, and is "
    "explained layer by layer."
)
EXPLAINED = """
[bold]Examples[/]

[cyan]backsweep explain lesson[/]
  Three weights in a row, every number as worked by hand.

[cyan]backsweep explain model.py:cost --at w1=1 --at y=3 --wrt w1[/]
  A function of yours, with the names in it.

[cyan]backsweep explain lesson --nudge w1=0.1 --step 0.01[/]
  What moves if w1 does, and what a step of descent would bring.

[cyan]backsweep explain lesson --html chain.html[/]
  One page to read, print and pass on, with the network drawn.

[cyan]backsweep explain runs/digits/model.safetensors --data digits --entry 17[/]
  A network that backsweep train has saved, at one row of its data.
"""


@app.command(help=EXPLAIN, epilog=EXPLAINED)
def explain(
    target: flags.Explained,
    at: flags.At = None,
    wrt: flags.Wrt = None,
    second: flags.Second = None,
    operations: flags.Operations = False,
    data: flags.RowsOf = None,
    entry: flags.Entry = None,
    nudge: flags.Nudge = None,
    step: flags.Step = None,
    measure: flags.Measure = False,
    through: flags.Through = None,
    strongest: flags.Strongest = None,
    full: flags.Full = False,
    html: flags.Html = None,
    json: flags.Json = False,
) -> None:
    """Hand the options that were given to the explanation."""
    from .asked import Asked
    from .explaining import Wanted, run_explaining

    wanted = Wanted(target, at or (), wrt, second, operations, data, entry)
    asked = Asked(nudge, step, measure, through, strongest)
    run_explaining(wanted, asked, html, json, full)


app.command(help=health.HEALTH, epilog=health.EXAMPLES)(health.health)
app.command(help=vanish.VANISH, epilog=vanish.EXAMPLES)(vanish.vanish)
app.add_typer(practising.app, name="practice")
