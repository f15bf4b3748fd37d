"""Arrays that share memory: writing into one changes the others, as in NumPy.

The graph knows one value for each node, so what NumPy does in one place happens in two
steps here: a write into a view becomes a write into the array that it is a view of, and
all views of that are taken anew.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

import numpy as np

from .arrays import MEANING
from .errors import ChangedArray
from .functions.build import apply, expand
from .graph import Operation, Params
from .ops import PERMUTE, PICK, PUT, RESHAPE, SPREAD

if TYPE_CHECKING:
    from .traced import Traced

VIEWING = frozenset((PICK, RESHAPE, PERMUTE, SPREAD))
MANY = 64


class Kin:
    """Whom an array shares its memory with: what it is a view of, and its own views."""

    __slots__ = ("base", "op", "params", "views")

    def __init__(self) -> None:
        self.base: Traced | None = None
        self.op: Operation = PICK
        self.params: Params = ()
        self.views: list[weakref.ref[Traced]] = []


def note(made: Traced, base: Traced, op: Operation, params: Params) -> None:
    """Remember that ``made`` is a view of ``base``, if its memory is."""
    # A single entry is not: NumPy gives it as a number, which no write changes.
    if not made.shape or not np.may_share_memory(made.value, base.value):
        return
    made.kin = Kin()
    made.kin.base, made.kin.op, made.kin.params = base, op, params
    base.kin = base.kin or Kin()
    views = base.kin.views
    if len(views) >= MANY:
        views[:] = [view for view in views if view() is not None]
    views.append(weakref.ref(made))


def write(array: Traced, new: Traced) -> None:
    """Let ``array`` take on a value in place, and all that share its memory with it."""
    kin = array.kin
    if kin is None or kin.base is None:
        _take_on(array, new)
    else:
        write(kin.base, _put_back(kin, kin.base, new))


def _take_on(array: Traced, new: Traced) -> None:
    array.node, array.value = new.node, new.value
    for seen in array.kin.views if array.kin else ():
        view = seen()
        if view is not None and view.kin is not None:
            _take_on(view, apply(view.kin.op, (array,), view.kin.params))


def _put_back(kin: Kin, base: Traced, new: Traced) -> Any:
    """The base's value once its view has the value ``new``."""
    if kin.op is PICK:
        return apply(PUT, (base, new), kin.params)
    if kin.op is RESHAPE:
        return expand(new, base.shape)
    if kin.op is PERMUTE:
        return MEANING[np.transpose](new, np.argsort(kin.params[0]))
    raise ChangedArray(
        "an array made by np.broadcast_to was written to",
        why="many of its entries are one place in memory; NumPy keeps it read-only",
        cure="copy() it first",
    )
