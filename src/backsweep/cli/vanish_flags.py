"""The options of ``backsweep vanish``, and what ``--help`` says about them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .flags import flag, switch

CHAIN, NETWORK, SHOWN = "A chain of equal factors", "A network", "How to show it"

Factor = Annotated[
    str | None,
    flag("--factor", CHAIN, "What each layer passes on: 0.5, 1/3.", "NUMBER", "1/2"),
]
Depth = Annotated[
    int | None,
    flag("--depth", CHAIN, "How many layers.", "LAYERS", "5, and 30 of a network"),
]
Activation = Annotated[
    str | None,
    flag(
        "--activation",
        NETWORK,
        "A real network with this squish, such as sigmoid, tanh, relu or gelu.",
        "NAME",
    ),
]
Width = Annotated[
    int | None, flag("--width", NETWORK, "Neurons in a layer.", "NEURONS", "64")
]
Init = Annotated[
    str | None,
    flag(
        "--init",
        NETWORK,
        "How weights are drawn: glorot, he, lecun, torch (the default of its linear "
        "layers), orthogonal; or a number: their standard deviation times the root of "
        "the width.",
        "NAME|NUMBER",
        "glorot",
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed",
        rich_help_panel=NETWORK,
        help="The same seed is the same network. [dim]Default: 0.[/]",
        metavar="NUMBER",
        show_default=False,
        min=0,
    ),
]
Out = Annotated[
    Path | None,
    flag("--out", SHOWN, "Draw it, as a PNG or SVG file.", "FILE"),
]
Json = Annotated[bool, switch("--json", SHOWN, "Print every layer for programs.")]
