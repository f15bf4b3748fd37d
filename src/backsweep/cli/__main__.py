"""``python -m backsweep.cli``, for when no ``backsweep`` script is on the path."""

from . import main

main()
