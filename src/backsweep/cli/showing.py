"""Reports as they are printed, and as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from ..explain.errors import BadInput
from ..explain.report.blocks import Block
from ..explain.report.text import styled
from .mistakes import ours_in_one_line

WIDEST, PIPED = 100, 88
STYLES = {
    "title": "bold",
    "heading": "bold",
    "formula": "cyan",
    "number": "green",
    "note": "yellow",
    "caption": "italic",
}


def show(blocks: Sequence[Block], lead: str = "") -> None:
    """Print it in colour, or as plain text where there is no terminal.

    What stands before the first colon has the style of the ``lead``.
    """
    console = Console(highlight=False)
    width = min(console.width, WIDEST) if console.is_terminal else PIPED
    told = Text()
    for piece, style in styled(blocks, width):
        told.append(piece, STYLES.get(style, ""))
    told.stylize(lead, 0, told.plain.find(":"))
    console.print(told, soft_wrap=True)


def write(path: Path, content: str | bytes, stderr: bool = False) -> None:
    """Write a file and say so; a file that cannot be written is told in one line."""
    ours_in_one_line(lambda: _write(path, content))
    Console(stderr=stderr, highlight=False).print(f"{path} is written", soft_wrap=True)


def _write(path: Path, content: str | bytes) -> None:
    whole = content.encode() if isinstance(content, str) else content
    try:
        path.write_bytes(whole)
    except OSError as error:
        raise BadInput(
            f"{path} cannot be written: {error.strerror}",
            cure="choose a file in a folder that is there and yours",
        ) from None
