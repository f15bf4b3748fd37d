"""The commands that there are."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import __version__
from . import flags
from .training import run_training

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
) -> None:
    """Hand the options that were given to the run."""
    given = {
        name: value
        for name, value in locals().items()
        if value is not None and name not in ("data", "out", "resume", "save_every")
    }
    run_training(data, given, out, resume, save_every)
