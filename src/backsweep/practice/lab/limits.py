"""How large a network the page takes: so large that it answers at once."""

from __future__ import annotations

DEPTHS = range(1, 61)
WIDTHS = range(1, 129)
LARGEST_FACTOR = 2
LARGEST_SPREAD = 4
