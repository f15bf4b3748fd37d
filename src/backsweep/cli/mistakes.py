"""Mistakes in one line: what it is, where, and how to put it right."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import TypeVar

from ..errors import BacksweepError
from ..places import Place

Result = TypeVar("Result")
LINE = re.compile(r"(, line \d+): .*", re.DOTALL)
LIBRARIES = tuple(
    str(folder) + os.sep
    for folder in (Path(__file__).parents[1], *sysconfig.get_paths().values())
    if str(folder) != sys.prefix
)
"""Folders whose lines are none of the user's."""


class Mistake(BacksweepError):
    """A mistake that is told in one line."""

    def __str__(self) -> str:
        return self.what


def in_one_line(work: Callable[[], Result]) -> Result:
    """What ``work`` returns; what goes wrong in it is a ``Mistake``.

    An error of the user's function is told by its line, one of ours is passed on. What
    the function prints goes to stderr: stdout is for the explanation.
    """
    try:
        with redirect_stdout(sys.stderr):
            return ours_in_one_line(work)
    except Mistake:
        raise
    except (Exception, SystemExit) as error:
        place = users_place(error)
        if place is None:
            raise
        cure = "put that line right, or choose other values with --at"
        raise Mistake(one_line(named(error), str(place), cure)) from error


def ours_in_one_line(work: Callable[[], Result]) -> Result:
    """The same for work that runs nothing of the user's."""
    try:
        return work()
    except BacksweepError as error:
        raise Mistake(one_line(error.what, error.where, error.cure)) from error


def users_place(error: BaseException) -> Place | None:
    """The user's innermost line that an error came through."""
    found = [
        Place(frame.f_code, frame.f_lasti)
        for frame, _ in traceback.walk_tb(error.__traceback__)
        if not frame.f_code.co_filename.startswith((*LIBRARIES, "<"))
    ]
    return found[-1] if found else None


def named(error: BaseException) -> str:
    """An error as Python tells it.

    >>> named(ZeroDivisionError("division by zero"))
    'ZeroDivisionError: division by zero'
    """
    told = str(error)
    return type(error).__name__ + (f": {told}" if told else "")


def one_line(what: str, where: str, cure: str) -> str:
    """The mistake without the text of its line, the file as it is called from here.

    >>> one_line("z is nan", "cost.py, line 3: z = x / y", "keep y away from 0")
    'z is nan (cost.py, line 3): keep y away from 0'
    """
    place = LINE.sub(r"\1", where).removeprefix(os.getcwd() + os.sep)
    known = place in what or where.startswith(LIBRARIES)
    told = what if known else f"{what} ({place})"
    return " ".join((f"{told}: {cure}" if cure else told).split())
