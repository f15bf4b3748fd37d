"""What a function in a file gives to be examined: its own cost, or a whole example."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..explain.errors import BadInput, unknown_name
from ..health import health
from ..health.report import Health
from ..names import function_name
from .functions import function
from .values import assignments


def examined(
    target: str, at: Sequence[str], wrt: Sequence[str] | None, rate: float | None
) -> Health:
    """The function that ``FILE.py:FUNCTION`` names, examined at the values of ``at``.

    It is the cost. Or it makes an example, if it needs no arguments: it returns a cost
    and what to call it with. Raises ``BadInput``.
    """
    f = function(target)
    values = {name: _floats(x, "O") for name, x in assignments(at).items()}
    parameters = inspect.signature(f).parameters
    if all(one.default is not one.empty for one in parameters.values()):
        returned = _called(f, values)
        if _is_example(returned):
            return _of_example(target, returned, wrt, rate)
        if not parameters:
            raise _no_example(target, returned)
    numbers = wrt or [*parameters][:1]
    given = {n: _floats(x, "iu") if n in numbers else x for n, x in values.items()}
    return health(f, wrt, rate)(**given)


def _floats(value: Any, kinds: str) -> Any:
    """Numbers of some kinds as floats: fractions, or whole ones that are no counts."""

    def floats(one: Any) -> Any:
        return np.asarray(one, float) if np.asarray(one).dtype.kind in kinds else one

    return tree.map_leaves(floats, value)


def _called(f: Callable[..., Any], values: Mapping[str, Any]) -> Any:
    """What it returns. Raises ``UnknownName`` for an argument that it has not."""
    known = inspect.signature(f).parameters
    for name in values:
        if name not in known:
            raise unknown_name(name, function_name(f), known)
    return f(**values)


def _is_example(returned: Any) -> bool:
    """Whether it is a cost, or a model, and something to call it with."""
    match returned:
        case (cost, _, *_):
            return callable(cost)
    return False


def _no_example(target: str, returned: Any) -> BadInput:
    kind = type(returned).__name__
    return BadInput(
        f"{target} has no arguments, and what it returns is no example but {kind}",
        cure="let it return a cost and what to call it with: return cost, weights, x",
    )


def _of_example(
    target: str, example: Any, wrt: Sequence[str] | None, rate: float | None
) -> Health:
    cost, *args = example
    if _is_torch(cost):
        return _in_torch(target, example, wrt, rate)
    return health(cost, wrt, rate)(*args)


def _is_torch(one: Any) -> bool:
    """Whether it is a model of PyTorch, which must have been loaded to make it."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(one, torch.nn.Module)


def _in_torch(
    target: str, example: Sequence[Any], wrt: Sequence[str] | None, rate: float | None
) -> Health:
    """A model of PyTorch, examined as it is."""
    if wrt:
        raise BadInput(
            f"--wrt is for a cost of arrays, and {target} returns a PyTorch model",
            cure="leave it out: a model knows its own parameters",
        )
    if len(example) != 4:
        raise BadInput(
            f"{target} returns a PyTorch model, and not the three things that it needs",
            cure="let it return model, inputs, targets, loss",
        )
    from ..torch.examining import health as in_torch

    model, inputs, targets, loss = example
    return in_torch(model, inputs, targets, loss, rate)
