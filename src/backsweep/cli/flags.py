"""The options of the commands, and what ``--help`` says about them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

DATA, NETWORK, LEARNING, RUN = (
    "What to learn from",
    "The network",
    "How it learns",
    "The run",
)


def flag(name: str, panel: str, told: str, value: str, default: str = "") -> Any:
    """An option; its default is told in words, for it may hang on other options."""
    if default:
        told = f"{told} [dim]Default: {default}.[/]"
    return typer.Option(
        name, rich_help_panel=panel, help=told, metavar=value, show_default=False
    )


Data = Annotated[
    str,
    typer.Argument(
        metavar="digits|FILE",
        help="The word [bold]digits[/], or a table in a CSV, Parquet or NPZ file.",
        show_default=False,
    ),
]
Target = Annotated[
    str | None,
    flag("--target", DATA, "The column to predict; a FILE needs it.", "COLUMN"),
]
Task = Annotated[
    str | None,
    flag(
        "--task",
        DATA,
        "[bold]classification[/] or [bold]regression[/].",
        "NAME",
        "read off the target: texts, truth values and up to 20 different whole numbers "
        "are classes",
    ),
]
Gaps = Annotated[
    str | None,
    flag(
        "--gaps",
        DATA,
        "Missing values: [bold]error[/] names them, [bold]drop[/] leaves their rows "
        "out, [bold]fill[/] puts the mean of the training rows in (a missing text "
        "counts as none of the known ones).",
        "NAME",
        "error",
    ),
]
Ignore = Annotated[
    list[str] | None,
    flag("--ignore", DATA, "A column to leave out; may be repeated.", "COLUMN"),
]
Layers = Annotated[
    str | None,
    flag(
        "--layers",
        NETWORK,
        "Widths of the hidden layers, front to back; [bold]none[/] for a linear model.",
        "WIDTH,...",
        "256,128",
    ),
]
Activation = Annotated[
    str | None,
    flag(
        "--activation",
        NETWORK,
        "The squish after each hidden layer: sigmoid, tanh, relu, gelu or identity.",
        "NAME",
        "relu",
    ),
]
Init = Annotated[
    str | None,
    flag(
        "--init",
        NETWORK,
        "How widely the first weights are strewn: glorot, he or normal.",
        "NAME",
        "he for relu and gelu, else glorot",
    ),
]
Spread = Annotated[
    float | None,
    flag(
        "--spread",
        NETWORK,
        "Standard deviation of the first weights; for --init normal.",
        "NUMBER",
        "0.1",
    ),
]
Dtype = Annotated[
    str | None,
    flag("--dtype", NETWORK, "Precision: float32 or float64.", "NAME", "float32"),
]
Optimiser = Annotated[
    str | None,
    flag(
        "--optimiser",
        LEARNING,
        "How to step against the slope: sgd, momentum or adam.",
        "NAME",
        "adam",
    ),
]
Rate = Annotated[
    float | None,
    flag(
        "--rate",
        LEARNING,
        "Learning rate: how long a step is.",
        "NUMBER",
        "0.1 for sgd, 0.03 for momentum, 0.003 for adam",
    ),
]
Batch = Annotated[
    int | None,
    flag("--batch", LEARNING, "Rows in a step, at most.", "ROWS", "32"),
]
Epochs = Annotated[
    int | None,
    flag(
        "--epochs",
        LEARNING,
        "How often every row is seen; may grow with --resume.",
        "TIMES",
        "40",
    ),
]
Seed = Annotated[
    int | None,
    flag(
        "--seed",
        LEARNING,
        "Decides the held-out rows, the first weights and the order; the same seed "
        "gives the same numbers.",
        "NUMBER",
        "0",
    ),
]
Out = Annotated[
    Path | None,
    flag(
        "--out",
        RUN,
        "Folder for the model, the pictures and the checkpoint.",
        "DIR",
        "runs/NAME",
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        rich_help_panel=RUN,
        help="Go on with the run in the folder, with the options it was started with, "
        "to the very numbers of an uninterrupted run.",
        show_default=False,
    ),
]
SaveEvery = Annotated[
    float,
    typer.Option(
        "--save-every",
        rich_help_panel=RUN,
        help="Seconds between two checkpoints. [dim]Default: 2.[/]",
        metavar="SECONDS",
        show_default=False,
        min=0,
    ),
]
WatchHealth = Annotated[
    bool,
    typer.Option(
        "--health",
        rich_help_panel=RUN,
        help="Look at the gradient as it learns: what becomes of it from the output to "
        "the front layer, and why. Ends a run that cannot learn; leaves a report.",
        show_default=False,
    ),
]
HealthEvery = Annotated[
    int,
    typer.Option(
        "--health-every",
        rich_help_panel=RUN,
        help="Steps between two looks. [dim]Default: 50.[/]",
        metavar="STEPS",
        show_default=False,
        min=1,
    ),
]


def switch(name: str, panel: str, told: str) -> Any:
    """An option that is there or not."""
    return typer.Option(name, rich_help_panel=panel, help=told, show_default=False)


WHAT, MORE, SHOWN = "What to explain", "What to add", "How to show it"


def values(panel: str) -> Any:
    """``--at``: arguments of a function."""
    return flag(
        "--at",
        panel,
        "An argument's value, once for each: 2, 0.5, 1/3, \\[1, 2], a text in quotes, "
        "or an .npy or .npz file.",
        "NAME=VALUE",
    )


def rows_of(panel: str) -> Any:
    """``--data``: what a model is looked at with."""
    told = "For a model: the word [bold]digits[/], or a table as for training."
    return flag("--data", panel, told, "digits|FILE")


Explained = Annotated[
    str,
    typer.Argument(
        metavar="lesson|FILE.py:FUNCTION|MODEL",
        help="The word [bold]lesson[/], a function in a Python file that returns one "
        "number, or a .safetensors file that backsweep train saved.",
        show_default=False,
    ),
]
At = Annotated[
    list[str] | None,
    values(WHAT),
]
Wrt = Annotated[
    list[str] | None,
    flag(
        "--wrt",
        WHAT,
        "An argument whose gradient is explained; may be repeated. A part of it is "
        "named as in Python: params\\['w'].",
        "NAME",
        "every number that was given; a model's weights and biases",
    ),
]
Second = Annotated[
    str | None,
    flag(
        "--second",
        WHAT,
        "Explain the slope for NAME in place of the cost: why it changes as it does, "
        "which is a row of the Hessian.",
        "NAME",
    ),
]
Operations = Annotated[
    bool,
    switch(
        "--operations",
        WHAT,
        "Chains pass every operation, not only the values that have a name.",
    ),
]
RowsOf = Annotated[
    str | None,
    rows_of(WHAT),
]
Entry = Annotated[
    int | None,
    flag("--entry", WHAT, "For a model: the row, counted from 0.", "NUMBER", "0"),
]
Nudge = Annotated[
    str | None,
    flag(
        "--nudge",
        MORE,
        "Move one argument by so much: the ripple as the chain predicts it, and as it "
        "is.",
        "NAME=NUMBER",
    ),
]
Step = Annotated[
    str | None,
    flag(
        "--step",
        MORE,
        "One step of gradient descent at this learning rate.",
        "RATE",
    ),
]
Measure = Annotated[
    bool,
    switch("--measure", MORE, "Time the sweep and the ripples, besides counting."),
]
Through = Annotated[
    str | None,
    flag(
        "--through",
        MORE,
        "Shares of the gradient by how many values called NAME a path passes: the "
        "blocks of a residual network, say.",
        "NAME",
    ),
]
Strongest = Annotated[
    str | None,
    flag(
        "--strongest",
        MORE,
        "The strongest paths to one entry, such as W\\[3,5], and what they leave out.",
        "NAME",
    ),
]
Full = Annotated[
    bool,
    switch(
        "--full",
        SHOWN,
        "Print every part: also the forward pass, desires and wishes, the check the "
        "long way and a step. A page and JSON always have them.",
    ),
]
Html = Annotated[
    Path | None,
    flag(
        "--html",
        SHOWN,
        "Write one self-contained page, with the network drawn.",
        "FILE",
    ),
]
Json = Annotated[bool, switch("--json", SHOWN, "Print it for programs.")]
