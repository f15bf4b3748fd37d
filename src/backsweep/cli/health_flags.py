"""The options of ``backsweep health``, and what ``--help`` says about them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .flags import flag, rows_of, switch, values

WHAT, MORE, SHOWN = "What to examine", "What to try", "How to show it"

Examined = Annotated[
    str,
    typer.Argument(
        metavar="FILE.py:FUNCTION|MODEL",
        help="A function in a Python file, or a .safetensors file that backsweep train "
        "saved. The function is the cost; or it makes an example: "
        "[bold]return cost, weights, x[/], or of PyTorch "
        "[bold]return model, inputs, targets, loss[/].",
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
        "An argument of the cost that holds parameters; may be repeated.",
        "NAME",
        "the first argument",
    ),
]
RowsOf = Annotated[
    str | None,
    rows_of(WHAT),
]
Rows = Annotated[
    int | None,
    typer.Option(
        "--rows",
        rich_help_panel=WHAT,
        help="For a model: so many rows of the data, spread evenly over it. "
        "[dim]Default: 256.[/]",
        metavar="NUMBER",
        show_default=False,
        min=1,
    ),
]
Rate = Annotated[
    float | None,
    typer.Option(
        "--rate",
        rich_help_panel=MORE,
        help="The learning rate that you train with: a step is tried on a copy, and if "
        "it does not help, a smaller and a clipped one.",
        metavar="NUMBER",
        show_default=False,
        min=0,
    ),
]
Full = Annotated[
    bool,
    switch(
        "--full",
        SHOWN,
        "Print every layer and every part: also parameters, units, branches, and what "
        "the probe cost. A page and JSON always have them.",
    ),
]
Html = Annotated[
    Path | None,
    flag("--html", SHOWN, "Write one self-contained page, with a picture.", "FILE"),
]
Picture = Annotated[
    Path | None,
    flag(
        "--picture",
        SHOWN,
        "Write the picture alone: an .svg, .png or .pdf file.",
        "FILE",
    ),
]
Json = Annotated[bool, switch("--json", SHOWN, "Print it for programs.")]
Check = Annotated[
    bool,
    switch("--check", SHOWN, "For scripts: exit with 1 unless the verdict is healthy."),
]
