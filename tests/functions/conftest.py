"""A call written as text, run twice: on plain arrays, and on traced ones."""

from types import CodeType
from typing import Any

import numpy as np
import pytest
import scipy.special

from backsweep import tree
from backsweep.trace import tracing
from backsweep.traced import Traced

MODULES = {"np": np, "special": scipy.special}


def arrays(dtype: Any) -> dict[str, Any]:
    """The arrays that the calls are about, by name."""
    random = np.random.default_rng(7)

    def drawn(*shape: int) -> np.ndarray:
        return random.normal(size=shape).astype(dtype)

    return {
        "x": drawn(2, 3),
        "y": drawn(2, 3),
        "p": np.abs(drawn(2, 3)) + dtype(0.5),  # positive
        "u": np.tanh(drawn(2, 3)),  # between -1 and 1
        "k": np.array([2, 0, 2, -1, 0], dtype),  # with zeros and ties
        "v": drawn(3),
        "w": drawn(3),
        "m": drawn(3, 3),
        "t": drawn(2, 3, 4),
        "e": drawn(0, 3),
        "z": np.array(drawn(1)[0]),  # no axes
        "a": 0.75,  # a Python number
        "n": random.integers(-3, 4, (2, 3)),
        "i": np.array([2, 0, 1, 0]),
        "b": np.array([[True, False, True], [False, True, True]]),
        "nan": np.array([1, np.nan, 3, -np.inf], dtype),
    }


def agree(call: str, dtype: Any) -> None:
    """Raise unless the call gives the same values, dtypes and shapes when traced."""
    code, values = compile(call, call, "eval"), arrays(dtype)
    with np.errstate(all="ignore"):
        wanted = eval(code, {**MODULES, **values})
        with tracing() as trace:
            used = {k: v for k, v in values.items() if k in code_names(code)}
            traced = {k: Traced(trace, trace.leaf(v), v) for k, v in used.items()}
            got = plain(eval(code, {**MODULES, **traced}))
    _compare(wanted, got, 1e-12 if dtype is np.float64 else 3e-6)


def plain(value: Any) -> Any:
    """The numbers of a nesting of traced values."""
    return tree.map_leaves(lambda q: q.value if isinstance(q, Traced) else q, value)


def code_names(code: CodeType) -> set[str]:
    """The names in a piece of code, also in the functions inside it."""
    inner = [c for c in code.co_consts if isinstance(c, CodeType)]
    return set(code.co_names).union(*map(code_names, inner))


def _compare(wanted: Any, got: Any, rtol: float) -> None:
    ours, structure = tree.flatten(got)
    theirs, expected = tree.flatten(wanted)
    assert len(ours) == len(theirs), (structure, expected)
    for one, other in zip(ours, theirs, strict=True):
        assert np.shape(one) == np.shape(other)
        assert np.asarray(one).dtype == np.asarray(other).dtype
        np.testing.assert_allclose(one, other, rtol=rtol, atol=rtol)


@pytest.fixture(params=[np.float64, np.float32], ids=["float64", "float32"])
def dtype(request: Any) -> Any:
    return request.param


@pytest.fixture
def same(dtype: Any) -> Any:
    return lambda call: agree(call, dtype)
