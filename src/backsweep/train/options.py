"""What can be chosen about a run, with defaults that depend on each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import WrongOption, nearest
from .network import ACTIVATIONS, SPREADS
from .optimisers import RATES

INITS = (*SPREADS, "normal")
DTYPES = ("float32", "float64")
TASKS = ("classification", "regression")
GAPS = ("error", "drop", "fill")
BATCH = 32
NORMAL_SPREAD = 0.1


@dataclass(frozen=True)
class Options:
    """The network and how it learns; what is left out gets a sensible default.

    - ``layers``: widths of the hidden layers, from the features on.
    - ``activation``: ``sigmoid``, ``tanh``, ``relu``, ``gelu`` or ``identity``.
    - ``init``: ``glorot``, ``he`` or ``normal``; by default ``he`` for relu and gelu,
      which silence half of a layer, and ``glorot`` for the others.
    - ``spread``: the standard deviation for ``normal``, by default 0.1.
    - ``optimiser``: ``sgd``, ``momentum`` or ``adam``.
    - ``rate``: the step per slope; by default 0.1 (sgd), 0.03 (momentum), 0.003 (adam).
    - ``batch``: rows per step; by default 32, or all of them if there are fewer.
    - ``epochs``: how often every training row is seen.
    - ``seed``: decides the split, the first weights and the order of the batches.
    - ``dtype``: ``float32`` or ``float64``.

    >>> Options(activation="tanh", optimiser="sgd").rate
    0.1
    >>> Options(activation="tanh").init
    'glorot'

    Raises ``WrongOption`` for a value that means nothing.
    """

    layers: tuple[int, ...] = (256, 128)
    activation: str = "relu"
    init: str | None = None
    spread: float | None = None
    optimiser: str = "adam"
    rate: float | None = None
    batch: int | None = None
    epochs: int = 40
    seed: int = 0
    dtype: str = "float32"

    def __post_init__(self) -> None:
        self._settle("layers", tuple(self.layers))
        _one_of("activation", self.activation, ACTIVATIONS)
        _one_of("optimiser", self.optimiser, RATES)
        _one_of("dtype", self.dtype, DTYPES)
        if self.init is None:
            silent = self.activation in ("relu", "gelu")
            self._settle("init", "he" if silent else "glorot")
        if self.rate is None:
            self._settle("rate", RATES[self.optimiser])
        _one_of("init", str(self.init), INITS)
        self._settle_spread()
        self._check_numbers()

    def _settle(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def _settle_spread(self) -> None:
        if self.init == "normal":
            given = self.spread is not None
            self._settle("spread", self.spread if given else NORMAL_SPREAD)
        elif self.spread is not None:
            raise WrongOption(
                f"a spread of {self.spread} was given with init {self.init!r}",
                where="option spread",
                why=f"{self.init} finds its own spread from the width of each layer",
                cure="use init 'normal' with it, or leave the spread out",
            )

    def _check_numbers(self) -> None:
        for width in self.layers:
            _at_least("layers", width, 1, "every hidden layer needs a neuron")
        _at_least("batch", self.batch_for(BATCH), 1, "a step needs a row to learn from")
        _at_least("epochs", self.epochs, 1, "at least one pass over the data")
        _at_least("seed", self.seed, 0, "seeds are whole numbers from 0 on")
        _positive("rate", self.rate)
        if self.spread is not None:
            _positive("spread", self.spread)

    def batch_for(self, rows: int) -> int:
        """Rows in one step, when there are ``rows`` to train on."""
        return min(BATCH, rows) if self.batch is None else self.batch

    @property
    def spread_of(self) -> Callable[[int, int], float]:
        """From the widths on either side of a layer to the spread of its weights."""
        if self.init == "normal":
            return lambda fan_in, fan_out: float(self.spread or NORMAL_SPREAD)
        return SPREADS[str(self.init)]


@dataclass(frozen=True)
class Source:
    """The data, and what is to be learned from it.

    - ``data``: ``"digits"``; the path of a CSV, Parquet or NPZ file; a Polars
      ``DataFrame``; or a mapping from column names to one-dimensional arrays.
    - ``target``: the column to learn (not needed for the digits).
    - ``task``: ``classification`` or ``regression``; by default read off the target:
      texts, truth values and up to 20 different whole numbers are classes.
    - ``gaps``: what to do about missing values: ``error`` names them, ``drop`` leaves
      their rows out, ``fill`` gives a number the mean of the training rows and counts a
      text as none of the known ones. A row without a target can only be dropped.
    - ``ignore``: columns to leave out.

    Raises ``WrongOption`` for a value that means nothing.
    """

    data: Any
    target: str | None = None
    task: str | None = None
    gaps: str = "error"
    ignore: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "ignore", tuple(self.ignore))
        _one_of("gaps", self.gaps, GAPS)
        if self.task is not None:
            _one_of("task", self.task, TASKS)
        if self.target is None and not self.is_digits:
            raise WrongOption(
                f"no target was named for {self.name}",
                where="option target",
                why="the target is the column that the network learns to predict",
                cure="name it: --target COLUMN, or Source(data, target='COLUMN')",
            )

        if self.target in self.ignore:
            raise WrongOption(
                f"the target {self.target!r} is among the columns to leave out",
                where="option ignore",
                cure="ignore only columns that are not to be predicted",
            )

    @property
    def is_digits(self) -> bool:
        """Whether these are the handwritten digits that come with scikit-learn."""
        return isinstance(self.data, str) and self.data == "digits"

    @property
    def name(self) -> str:
        """What messages and checkpoints call the data: its path, if it has one."""
        return str(self.data) if isinstance(self.data, str | Path) else "data in memory"


def _one_of(option: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        raise WrongOption(
            f"there is no {option} {value!r}",
            where=f"option {option}",
            cure=nearest(str(value), known),
        )


def _at_least(option: str, value: Any, least: int, why: str) -> None:
    if not isinstance(value, int) or value < least:
        raise WrongOption(
            f"{option} is {value!r}",
            where=f"option {option}",
            why=why,
            cure=f"give a whole number that is at least {least}",
        )


def _positive(option: str, value: Any) -> None:
    if not (0 < value < float("inf")):
        raise WrongOption(
            f"{option} is {value!r}",
            where=f"option {option}",
            cure="give a positive number",
        )
