"""SciPy's special functions. Source: NIST DLMF, chapters 4 and 7."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..factors import Diag, Over
from .table import rule

ERF_SLOPE = float(2 / np.sqrt(np.pi))


def ratio(x: Any, y: Any) -> Any:
    """``x / y``, and 0 where ``x`` is 0, also at ``y = 0``."""
    return np.where(np.equal(x, 0), 0.0, x / y)


# fmt: off
def learn(special: Any) -> None:
    """State the rules for the module ``scipy.special``."""
    rule(special.expit,     lambda y, x: Diag(y * (1 - y)))
    rule(special.logit,     lambda y, x: Over(x * (1 - x)))
    rule(special.log_expit, lambda y, x: Diag(special.expit(-x)))
    rule(special.erf,       lambda y, x: Diag(ERF_SLOPE * np.exp(-x * x)))
    rule(special.erfc,      lambda y, x: Diag(-ERF_SLOPE * np.exp(-x * x)))
    rule(special.xlogy,   lambda z, x, y: (Diag(np.log(y)), Diag(ratio(x, y))))
    rule(special.xlog1py, lambda z, x, y: (Diag(np.log1p(y)), Diag(ratio(x, 1 + y))))
# fmt: on
