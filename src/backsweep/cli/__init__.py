"""The ``backsweep`` command."""

from __future__ import annotations

import sys

MISTAKE, INTERRUPTED = 2, 130


def main() -> None:
    """Run the command; a mistake ends it with one clear message and exit code 2."""
    from ..errors import BacksweepError

    try:
        from ..train.extra import require_extra

        require_extra()
        from .app import app

        app(prog_name="backsweep")
    except BacksweepError as error:
        print(f"backsweep: {error}", file=sys.stderr)
        sys.exit(MISTAKE)
    except KeyboardInterrupt:
        print("backsweep: stopped", file=sys.stderr)
        sys.exit(INTERRUPTED)
