"""The options of ``backsweep practice``, and what ``--help`` says about them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .flags import flag, switch

ROOM, PLACE, NUMBERS = "The room", "Where to", "Frozen numbers"

Course = Annotated[
    Path | None,
    typer.Argument(
        metavar="COURSE",
        help="A folder of lessons, or one lesson file. [dim]Default: the lessons that "
        "come with Backsweep.[/]",
        show_default=False,
    ),
]
Lessons = Annotated[
    Path,
    typer.Argument(
        metavar="LESSON|FOLDER",
        help="A lesson file, or a folder of them.",
        show_default=False,
    ),
]
Site = Annotated[
    Path,
    typer.Argument(
        metavar="OUT", help="A folder for the site; it is made.", show_default=False
    ),
]
Of = Annotated[
    Path | None,
    flag("--course", PLACE, "The lessons.", "COURSE", "those of Backsweep"),
]
Exported = Annotated[
    Path,
    typer.Argument(metavar="FILE.json", help="The JSON file.", show_default=False),
]
Progress = Annotated[
    Path | None,
    flag(
        "--file",
        ROOM,
        "The file that what is learned is kept in.",
        "PROGRESS",
        "one in your data folder, or what BACKSWEEP_PRACTICE_FILE names",
    ),
]
Terminal = Annotated[
    bool,
    switch("--terminal", ROOM, "Practise here in the terminal, without a browser."),
]
NoBrowser = Annotated[
    bool,
    switch("--no-browser", ROOM, "Only say the address; open no browser."),
]
Host = Annotated[
    str,
    flag(
        "--host",
        ROOM,
        "The address to listen at. Any but the default lets other machines in.",
        "ADDRESS",
        "127.0.0.1",
    ),
]
Port = Annotated[
    int,
    typer.Option(
        "--port",
        rich_help_panel=ROOM,
        help="The port; if it is taken, a free one. [dim]Default: 8123.[/]",
        metavar="NUMBER",
        show_default=False,
        min=0,
        max=65535,
    ),
]
Pdf = Annotated[
    Path | None,
    flag("--pdf", PLACE, "Cards to print, one to a page.", "FILE"),
]
Back = Annotated[
    bool,
    switch(
        "--back",
        PLACE,
        "In the PDF: each answer on a page of its own, for the back of the card.",
    ),
]
Anki = Annotated[
    Path | None,
    flag("--anki", PLACE, "A deck for Anki: what it knows of a card is kept.", "FILE"),
]
Gift = Annotated[
    Path | None,
    flag("--gift", PLACE, "The exercises as questions for Moodle.", "FILE"),
]
Qti = Annotated[
    Path | None,
    flag("--qti", PLACE, "The exercises as a QTI package for Canvas.", "FILE"),
]
Variants = Annotated[
    int,
    typer.Option(
        "--variants",
        rich_help_panel=NUMBERS,
        help="How many variants of each exercise. [dim]Default: 5.[/]",
        metavar="NUMBER",
        show_default=False,
        min=1,
        max=200,
    ),
]
Seed = Annotated[
    str,
    flag(
        "--seed",
        NUMBERS,
        "Where the numbers start: six letters and digits; the same seed gives the same "
        "variants.",
        "SEED",
        "backsw",
    ),
]
Json = Annotated[
    bool,
    typer.Option("--json", help="Print it for programs.", show_default=False),
]
