"""The ``backsweep`` command."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from io import TextIOWrapper

from ..errors import BacksweepError

MISTAKE, INTERRUPTED = 2, 130
LIBRARIES = ("rich", "typer")


def main() -> None:
    """Run the command; a mistake ends it with one clear message and exit code 2."""
    _print_what_can_be()
    try:
        _require_libraries()
        from .app import app

        app(prog_name="backsweep")
    except BacksweepError as error:
        print(f"backsweep: {error}", file=sys.stderr)
        sys.exit(MISTAKE)
    except KeyboardInterrupt:
        print("backsweep: stopped", file=sys.stderr)
        sys.exit(INTERRUPTED)


def _print_what_can_be() -> None:
    """A terminal that has no sign for ∂ gets a question mark, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _require_libraries() -> None:
    """Raise, with the pip command, unless what the command line is made of is there."""
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        raise BacksweepError(
            f"the command needs {' and '.join(missing)}",
            where="this Python environment",
            why="the core of Backsweep needs NumPy alone",
            cure='pip install "backsweep[cli]"',
        )
