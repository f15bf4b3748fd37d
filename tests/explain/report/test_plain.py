import json
from fractions import Fraction

import numpy as np
import pytest

from backsweep.explain.report.plain import plain

from .samples import DESIRE


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1, 3), "1/3"),
        (Fraction(8), 8),
        (float("nan"), "nan"),
        (-np.inf, "-inf"),
        (np.float32(0.5), 0.5),
        (np.bool_(True), True),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        (np.array([Fraction(1, 2)], object), ["1/2"]),
        ((1, None, "a"), [1, None, "a"]),
        ({1: {"rate": np.int64(4)}}, {"1": {"rate": 4}}),
        (DESIRE, "2(a3 − y)"),
        (10**30, 10**30),
    ],
)
def test_everything_becomes_what_json_can_hold(value, shown):
    assert plain(value) == shown
    assert json.loads(json.dumps(plain(value), allow_nan=False)) == shown
