"""One class per mistake: what happened, where in your code, why, and the cure.

Every message has the same four parts, so that a reader learns where to look:

>>> print(IntegerArgument("argument 'x' of f is an int", cure="pass 3.0"))
argument 'x' of f is an int
  where: <doctest backsweep.errors[0]>, line 1: ...
  why:   an integer cannot be nudged by a small amount, so it has no rate of change
  cure:  pass 3.0
"""

from __future__ import annotations

import difflib
import inspect
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from .places import user_place


class BacksweepError(Exception):
    """Any mistake that Backsweep explains.

    Subclasses give ``why``; the place that raises gives what and the cure; where is
    the innermost line of the user's own code, unless the error knows better.
    """

    why = ""

    def __init__(self, what: str, *, where: str = "", why: str = "", cure: str = ""):
        self.what, self.cure = what, cure
        self.where = where or str(user_place() or "")
        self.why = why or type(self).why
        super().__init__(what)

    def __str__(self) -> str:
        parts = (("where", self.where), ("why", self.why), ("cure", self.cure))
        told = [f"  {name + ':':6} {text}" for name, text in parts if text]
        return "\n".join([self.what, *told])


class NonScalarCost(BacksweepError, TypeError):
    """``grad`` was given a function whose result is not a single number."""

    why = "a gradient is the slope of one number; an array has a slope per entry"


class IntegerArgument(BacksweepError, TypeError):
    """A derivative was asked for with respect to an integer or boolean."""

    why = "an integer cannot be nudged by a small amount, so it has no rate of change"


class LeakedValue(BacksweepError, TypeError):
    """A traced value was about to become a plain number and lose its chain."""

    why = "a plain array or number carries no chain, so its gradient would be lost"


class FrozenValue(LeakedValue):
    """``float()`` or ``.item()`` would freeze a computed value into the program."""

    why = "a plain float carries no chain and would stay the same at every later call"


class NoRule(BacksweepError, NotImplementedError):
    """A function without a rule, or an option of it that has none."""

    why = "Backsweep knows no local rate for it"


def no_rule(function: Any, known: Iterable[Any]) -> NoRule:
    """The error for ``function``, naming the nearest functions that do have a rule."""
    name = spelling(function)
    names = sorted({spelling(one) for one in known})
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    hint = f"the nearest that have one: {', '.join(near)}; or " if near else ""
    return NoRule(
        f"{name} has no rule",
        cure=f"{hint}write its rule: bs.rule({name}, lambda y, x: Diag(...))",
    )


def unknown_option(
    function: Any, known: Callable[..., Any], kwargs: Mapping[str, Any]
) -> NoRule | None:
    """The error for an option that ``known`` does not take; ``None`` without one."""
    takes = inspect.signature(known).parameters
    if any(p.kind is p.VAR_KEYWORD for p in takes.values()):
        return None
    strange = [name for name in kwargs if name not in takes]
    if not strange:
        return None
    return NoRule(
        f"{spelling(function)} has no rule for its option {strange[0]}=",
        cure="leave the option out, or do what it does in a step of its own",
    )


def spelling(function: Any) -> str:
    """How NumPy code writes ``function``: ``np.linalg.norm``, ``scipy.special.erf``."""
    if isinstance(function, tuple):
        return f"{spelling(function[0])}.{function[1]}"
    name = getattr(function, "__name__", str(function))
    if isinstance(function, np.ufunc):
        special = sys.modules.get("scipy.special")
        home = "scipy.special" if getattr(special, name, None) is function else "np"
    else:
        module = getattr(function, "__module__", None) or "np"
        home = "np" + module[5:] if module.startswith("numpy") else module
    return f"{home}.{name}"


class ShapeMismatch(BacksweepError, ValueError):
    """Shapes do not fit together, or a gradient has not the shape of its value."""

    why = "NumPy lines shapes up from the right; lengths must be equal or 1"


class StaleValue(BacksweepError, RuntimeError):
    """A traced value was used after the function that made it had returned."""

    why = "its graph was closed when the function returned, so its chain is gone"


class ChangedArray(BacksweepError, ValueError):
    """An array was changed in place after the graph had come to depend on it."""

    why = "the backward sweep needs the value that the array had when it was used"


class UnsupportedValue(BacksweepError, TypeError):
    """An argument or result that is no number, array or nesting of them."""

    why = "Backsweep differentiates real numbers and arrays of them"


class WrongRule(BacksweepError, AssertionError):
    """A rule or gradient disagrees with what nudging the input measures."""

    why = "the factor is not the derivative of the function"


class NoPathWarning(UserWarning):
    """The cost does not depend on any of the arguments asked for."""


class ImpureWarning(UserWarning):
    """A jitted function changed between two calls without an argument changing."""


class ManyPathsWarning(UserWarning):
    """A decision in a jitted function goes a new way at nearly every call."""
