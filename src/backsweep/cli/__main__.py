"""``python -m backsweep.cli``, for where the ``backsweep`` script is not on the path."""

from . import main

main()
