"""The ``backsweep`` command."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command; a mistake ends it with one clear message and exit code 2."""
    from ..errors import BacksweepError

    try:
        from .app import app

        app(prog_name="backsweep")
    except BacksweepError as error:
        print(f"backsweep: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("backsweep: stopped before anything was learned", file=sys.stderr)
        sys.exit(INTERRUPTED)
