"""``backsweep practice``: the room, and what can be made of its lessons."""

from __future__ import annotations

import typer

from . import practice_flags as flags
from .default_command import WithDefault
from .rooms import LESSONS, practise_here, require, serve_room

PRACTICE = (
    "Practise backpropagation: lessons to read, exercises with fresh numbers, cards "
    "that come back before they fade.\n\n"
    "A wrong number is answered with every slip that leads to it. What is learned is "
    "kept in one file on this machine and goes nowhere else. A folder of lessons is "
    "shown alone; without one, the lessons of Backsweep are."
)
EXAMPLES = """
[bold]Examples[/]

[cyan]backsweep practice[/]
  Open the room in the browser.

[cyan]backsweep practice my-course/[/]
  The same with lessons of your own.

[cyan]backsweep practice --terminal[/]
  Practise here.

[cyan]backsweep practice check my-course/[/]
  Work out every number that the lessons state.

[cyan]backsweep practice cards --pdf cards.pdf[/]
  Cards to print, one to a page.
"""
CHECK = (
    "Work out every number that lessons state, and say which are wrong.\n\n"
    "Also told: what keeps a lesson from being read, and where the numbers of an "
    "exercise let a wrong derivation pass as right, with numbers that do not. Ends "
    "with code 1 if something is wrong."
)

app = typer.Typer(
    cls=WithDefault,
    help=PRACTICE,
    epilog=EXAMPLES,
    subcommand_metavar="| COMMAND ...",
    rich_markup_mode="rich",
)


@app.command("open", hidden=True, epilog=EXAMPLES)
def open_room(
    course: flags.Course = None,
    terminal: flags.Terminal = False,
    file: flags.Progress = None,
    no_browser: flags.NoBrowser = False,
    host: flags.Host = "127.0.0.1",
    port: flags.Port = 8123,
) -> None:
    """Open the practice room."""
    if terminal:
        practise_here(course, file)
    else:
        serve_room(course, file, host, port, open_browser=not no_browser)


@app.command(help=CHECK)
def check(lessons: flags.Lessons, json: flags.Json = False) -> None:
    """Hand the lessons to the check, once what reads them is there."""
    require(LESSONS)
    from .checking import run_checking

    if not run_checking(lessons, json):
        raise typer.Exit(1)


@app.command()
def cards(
    course: flags.Course = None,
    pdf: flags.Pdf = None,
    back: flags.Back = False,
    anki: flags.Anki = None,
    gift: flags.Gift = None,
    qti: flags.Qti = None,
    variants: flags.Variants = 5,
    seed: flags.Seed = "backsw",
) -> None:
    """Write the cards for paper or Anki, the exercises for Moodle or Canvas."""
    from .exporting import Wanted, write_files

    write_files(course, Wanted(pdf, back, anki, gift, qti), variants, seed)


@app.command()
def build(
    out: flags.Site,
    course: flags.Of = None,
    variants: flags.Variants = 5,
    seed: flags.Seed = "backsw",
) -> None:
    """Write the lessons as a site of plain files for any web server."""
    from .exporting import write_site

    write_site(course, out, variants, seed)


@app.command("export")
def export_progress(path: flags.Exported, file: flags.Progress = None) -> None:
    """Write what was learned to a JSON file, to keep or to take elsewhere."""
    from .keeping import run_export

    run_export(path, file)


@app.command("import")
def import_progress(path: flags.Exported, file: flags.Progress = None) -> None:
    """Add what another file has learned; the same file twice changes nothing."""
    from .keeping import run_import

    run_import(path, file)
