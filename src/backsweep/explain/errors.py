"""What can go wrong when a gradient is to be explained."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from ..errors import BacksweepError


class BadInput(BacksweepError, ValueError):
    """What was typed names nothing that can be explained."""


class UnknownName(BacksweepError, KeyError):
    """A name that no value of the function has."""

    why = "an explanation goes by the names in your own code"


class NotFinite(BacksweepError, ArithmeticError):
    """A nan or an infinity on the way: no chain of rates means anything behind it."""

    why = "every factor behind it is nan or infinite too, so no chain says anything"


class TooLarge(BacksweepError, ValueError):
    """More entries than can be shown or counted one by one."""

    why = "single entries are listed for small graphs; large ones are told by layers"


def unknown_name(name: str, title: str, known: Iterable[str]) -> UnknownName:
    """The error for ``name``, with the names that there are, the nearest first."""
    names = [*dict.fromkeys(known)]
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    rest = [one for one in names if one not in near]
    told = ", ".join([*near, *rest][:12]) + (" ..." if len(names) > 12 else "")
    cure = f"take one of these: {told}" if names else "it takes no numbers"
    return UnknownName(f"there is no {name!r} in {title}", cure=cure)
