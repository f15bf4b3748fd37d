"""``python -m backsweep``: the command line."""

from .cli import main

main()
