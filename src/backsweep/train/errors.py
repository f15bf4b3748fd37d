"""One class per mistake that can be made with data, options and files of a run.

>>> print(WrongOption("no activation 'rleu'", where="activation", cure="try 'relu'"))
no activation 'rleu'
  where: activation
  why:   an option must have a value that means something
  cure:  try 'relu'
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from ..errors import BacksweepError


class TrainError(BacksweepError):
    """Any mistake that training explains."""


class WrongOption(TrainError, ValueError):
    """An option has a value that does not exist, or that does not fit the data."""

    why = "an option must have a value that means something"


class MissingExtra(TrainError, ImportError):
    """A library of the ``train`` extra is not installed."""

    why = "the core of Backsweep needs NumPy alone; training needs a few libraries more"


class UnreadableData(TrainError, ValueError):
    """The data file is not there, is damaged, or is of a kind that is not read."""

    why = "training starts from a table in a CSV, Parquet or NPZ file"


class UnknownColumn(TrainError, KeyError):
    """A column was named that the table does not have."""

    why = "columns are found by their exact name"


class MissingValues(TrainError, ValueError):
    """The table has gaps, NaN or infinity in it."""

    why = "a network computes with every number; one gap would make every cost NaN"


class UnusableColumn(TrainError, ValueError):
    """A column holds what a network cannot compute with."""

    why = "a feature must be a number, or a text with few different values"


class TooLittleData(TrainError, ValueError):
    """There are no rows, no features, or too few of them to learn from."""

    why = "a fifth of the rows is held out, and the rest must have something to teach"


class WrongTarget(TrainError, ValueError):
    """The target cannot be learned as the task asked for."""

    why = "the target must be something that differs from row to row"


class Diverged(TrainError, ArithmeticError):
    """The cost became NaN or infinite."""

    why = "each step overshot the valley and landed higher up than it had started"


class NothingToResume(TrainError, ValueError):
    """``--resume`` was asked for, but the folder holds no checkpoint."""

    why = "a run is resumed from the checkpoint that it saves as it goes"


class ContradictingOption(TrainError, ValueError):
    """An option differs from the one that the run was started with."""

    why = "a resumed run ends at the very numbers of an uninterrupted one"


class ChangedData(TrainError, ValueError):
    """The data is not what the run was started with."""

    why = "a resumed run ends at the very numbers of an uninterrupted one"


class DamagedFile(TrainError, ValueError):
    """A model or checkpoint file is not one, or is not whole."""

    why = "Backsweep reads the safetensors files that it wrote, whole and unchanged"


class CannotSave(TrainError, OSError):
    """The disk is full or the folder cannot be written; told in one line."""

    def __str__(self) -> str:
        return self.what


def nearest(name: str, known: Iterable[str]) -> str:
    """What to try instead of ``name``: the nearest of ``known``, then all of them.

    >>> nearest("rleu", ["tanh", "relu"])
    "did you mean 'relu'? There are: tanh, relu"
    """
    known = [str(one) for one in known]
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    folded = [one for one in known if one.lower() == name.lower()]
    guess = "".join(f"did you mean {one!r}? " for one in (folded or near)[:1])
    more = f", and {len(known) - 20} more" if len(known) > 20 else ""
    return f"{guess}There are: {', '.join(known[:20])}{more}"
