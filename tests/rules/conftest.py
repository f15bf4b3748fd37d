"""A call written as text, with a rule to check for every array that is named in it."""

from typing import Any

import numpy as np
import pytest
import scipy.special

import backsweep as bs


@pytest.fixture
def check() -> Any:
    """``check("x @ y", x=..., y=...)`` checks the rules with respect to all arrays."""

    def check_call(call: str, order: int = 2, **arrays: Any) -> None:
        code = compile(call, call, "eval")
        names = [name for name in arrays if name in code.co_names]
        space = {"np": np, "special": scipy.special, "bs": bs}

        def function(*args: Any) -> Any:
            return eval(code, space, dict(zip(names, args, strict=True)))

        with np.errstate(all="ignore"):
            bs.check_rule(function, *[arrays[name] for name in names], order=order)

    return check_call


@pytest.fixture
def slope() -> Any:
    """``slope(f, *args)``: the gradients of the sum of ``f``, one for each argument."""

    def gradients(f: Any, *args: Any) -> Any:
        with np.errstate(all="ignore"):
            found = bs.grad(lambda *a: np.sum(f(*a)), range(len(args)))(*args)
        return tuple(np.asarray(one).tolist() for one in found)

    return gradients
