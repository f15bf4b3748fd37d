"""Every rule, one line each, in the order of a textbook.

At a kink the rate is shared equally between the entries that tie (``max``, ``maximum``,
``clip`` and their like), and is the mean of the two sides where there is but one entry:
0 for ``abs`` and ``norm`` at 0, as a central difference measures it. A step function
(``sign``, ``floor``) has the rate 0. Comparisons, integers and booleans carry no rate:
there is *no path* through them, which is not the same.

``x**0`` has the rate 0, also at 0. A second derivative at a kink is that of the rates
so stated. ``np.where`` lets no desire through to what it did not choose; but a rate
there that is infinite or nan still makes nan of it (0 · inf), so choose a safe argument
first: ``np.log(np.where(x > 0, x, 1.0))``.
"""

from . import elementwise, indexing, linalg, reductions, shapes
from .table import RULES, factors, rule

__all__ = [
    "RULES",
    "elementwise",
    "factors",
    "indexing",
    "linalg",
    "reductions",
    "rule",
    "shapes",
]
