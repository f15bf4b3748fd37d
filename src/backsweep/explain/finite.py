"""Where a nan or an infinity began: the operation that made it of finite input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..graph import Node
from .errors import NotFinite

if TYPE_CHECKING:
    from .run import Run


def check_finite(run: Run) -> None:
    """Raise ``NotFinite`` if the cost or a desire is nan or infinite."""
    made = first_made(run)
    if made is not None:
        raise _forward(run, made)
    sent = first_sent(run)
    if sent is not None:
        raise _backward(run, *sent)


def first_made(run: Run) -> Node | None:
    """The first value that came of finite ones without being finite.

    ``None`` where the cost is finite: what it does not hang on does no harm.
    """
    if finite(run.values(run.cost)):
        return None
    found = (one for one in run.order if not finite(run.values(one)))
    return next(x for x in found if all(finite(run.values(i)) for i in made_of(run, x)))


def first_sent(run: Run) -> tuple[Node, Node] | None:
    """The operation that made a desire not finite out of a finite one, and for what."""
    for one in reversed(run.order):
        if one in run.desires and not finite(run.desire(one)):
            users = [y for y in run.order if one in y.inputs and y in run.desires]
            return next(y for y in users if finite(run.desire(y))), one
    return None


def made_of(run: Run, one: Node) -> tuple[Node, ...]:
    """What a value is computed from in this run: nothing if it is given."""
    return () if one in run.given else one.inputs


def _forward(run: Run, one: Node) -> NotFinite:
    inputs = made_of(run, one)
    made = f"= {one.op.name}(...) is" if inputs else "is"
    ranges = [_range(run, x) for x in inputs]
    of = f", of {' and '.join(ranges)}" if ranges else ""
    return NotFinite(
        f"{_called(run, one)} {made} {_told(run.values(one))}{of}",
        where=str(run.places.get(one) or ""),
        cure="keep its input away from there: clip it, add a small number, or "
        "choose a safe argument with np.where first",
    )


def _backward(run: Run, user: Node, one: Node) -> NotFinite:
    return NotFinite(
        f"the slope of {user.op.name} at {_range(run, one)} is not finite: the desire "
        f"for {_called(run, one)} is {_told(run.desire(one))}",
        where=str(run.places.get(user) or ""),
        cure="keep away from there: add a small number, or choose a safe argument "
        "with np.where first",
    )


def finite(value: Any) -> bool:
    """Whether every entry is an ordinary number."""
    array = np.asarray(value)
    return array.dtype.kind != "f" or bool(np.isfinite(array).all())


def _range(run: Run, one: Node) -> str:
    value = np.asarray(run.values(one), float)
    name = _called(run, one)
    low, high = (f"{x:.4g}" for x in (value.min(), value.max()))
    return f"{name} = {low}" if low == high else f"{name} from {low} to {high}"


def _called(run: Run, one: Node) -> str:
    return str(run.symbols[one]) if one in run.symbols else f"a {one.op.name}"


def _told(value: Any) -> str:
    array = np.asarray(value)
    return "nan" if np.isnan(array).any() else "an infinity"
