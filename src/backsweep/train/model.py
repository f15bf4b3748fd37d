"""A trained network with all it takes to use it: recipes of its columns and options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..explain import Explanation
from .columns import Category, Column, encode, from_plain, to_plain
from .errors import UnknownColumn, WrongTarget, nearest
from .examining import examine_rows
from .explaining import explain_row
from .nested import filled, named
from .network import (
    ACTIVATIONS,
    Parameters,
    forward,
    probabilities,
    start_parameters,
)
from .options import Options
from .tensors import damaged, read_tensors, write_tensors

if TYPE_CHECKING:
    from ..health import Health

Array = NDArray[Any]


@dataclass(frozen=True)
class Model:
    """A network that predicts ``target`` from ``columns``.

    ``about`` keeps what the training had to say, such as the held-out score.
    """

    parameters: Parameters
    options: Options
    columns: tuple[Column, ...]
    target: Column
    about: Mapping[str, Any]

    @property
    def task(self) -> str:
        """``classification`` or ``regression``."""
        return "classification" if self.classes else "regression"

    @property
    def classes(self) -> tuple[Any, ...]:
        """The values that a classification chooses from; empty for a regression."""
        return self.target.values if isinstance(self.target, Category) else ()

    def outputs(self, x: Any) -> Array:
        """What the last layer says: ``(rows, outputs)`` scores or scaled values.

        ``x`` is a table with the columns of the training (a Polars ``DataFrame``, or a
        mapping from names to arrays), or an array ``(rows, columns)`` in their order.
        Raises ``UnknownColumn`` where one is missing.
        """
        inputs = encode(self.columns, self.table(x)).astype(self.options.dtype)
        return self.run(inputs)

    def run(self, inputs: Array) -> Array:
        """The outputs for ``inputs`` that are encoded already."""
        return forward(self.parameters, inputs, ACTIVATIONS[self.options.activation])

    def predict(self, x: Any) -> Array:
        """The class, or the value in the target's unit, for each row of ``x``."""
        return self.target.decode(self.outputs(x))

    def probabilities(self, x: Any) -> Array:
        """How likely each class is, ``(rows, classes)``: rows sum to one.

        Raises ``WrongTarget`` for a regression, which has no classes.
        """
        if not self.classes:
            raise WrongTarget(
                "a regression has no probabilities",
                where=f"target {self.target.name!r}",
                cure="use predict, or train with task='classification'",
            )
        return probabilities(self.outputs(x))

    def table(self, x: Any) -> pl.DataFrame:
        """``x`` as a table that has every column. Raises ``UnknownColumn``."""
        names = [one.name for one in self.columns]
        if not isinstance(x, pl.DataFrame | Mapping):
            return pl.DataFrame(np.asarray(x), schema=names, orient="row")
        frame = x if isinstance(x, pl.DataFrame) else pl.DataFrame(dict(x))
        for name in names:
            if name not in frame.columns:
                raise UnknownColumn(
                    f"the column {name!r} is missing",
                    where="the table given to the model",
                    cure=nearest(name, frame.columns),
                )
        return frame

    def explain(
        self, data: Any, row: int = 0, wrt: Sequence[str] | None = None
    ) -> Explanation:
        """Why the gradient at one row of ``data`` is what it is, layer by layer.

        ``data`` is ``"digits"``, a file, or a table, as for training; rows are counted
        from 0. ``wrt`` names parameters, ``"layers[0]['weights']"``; by default it is
        all of them. Raises ``UnreadableData``, ``UnknownColumn`` and ``UnknownName``.
        """
        return explain_row(self, data, row, wrt)

    def health(self, data: Any, rows: int = 256, rate: float | None = None) -> Health:
        """Whether its gradient vanishes, explodes or is dead, and what would help.

        ``data`` is ``"digits"``, a file, or a table, as for training; so many ``rows``
        of it, spread evenly, are the batch. With the learning ``rate`` that you train
        with, steps are tried too. Raises ``UnreadableData`` and ``UnknownColumn``.
        """
        return examine_rows(self, data, rows, rate)

    def save(self, path: Path) -> None:
        """Write the model to a safetensors file, whole or not at all."""
        write_tensors(path, self.tensors(), self.facts())

    def tensors(self) -> dict[str, Array]:
        """Every array by its name: ``layer.0.weights``, ``layer.0.bias``, ..."""
        return dict(named(self.parameters, "layer"))

    def facts(self) -> dict[str, Any]:
        """What a file says about the arrays in it."""
        return {
            "task": self.task,
            "classes": self.classes,
            "features": [name for one in self.columns for name in one.inputs],
            "options": asdict(self.options),
            "columns": [to_plain(one) for one in self.columns],
            "target": to_plain(self.target),
            "about": dict(self.about),
        }


def load(path: str | Path) -> Model:
    """The model in a file that ``fit`` or ``backsweep train`` wrote.

    A checkpoint does as well: it holds the model as it stood when it was saved. Raises
    ``DamagedFile`` for a file that is not a whole model.
    """
    return model_from(*read_tensors(Path(path)), path=Path(path))


def model_from(tensors: dict[str, Array], facts: dict[str, Any], path: Path) -> Model:
    """The model that ``tensors`` and ``facts`` describe. Raises ``DamagedFile``."""
    try:
        return _model_from(tensors, facts)
    except (KeyError, TypeError) as error:
        raise damaged(path) from error


def _model_from(tensors: dict[str, Array], facts: dict[str, Any]) -> Model:
    options = Options(**facts["options"])
    columns = tuple(from_plain(one) for one in facts["columns"])
    target = from_plain(facts["target"])
    widths = (
        sum(len(one.inputs) for one in columns),
        *options.layers,
        len(target.inputs),
    )
    pattern = start_parameters(widths, options.spread_of, options.seed)
    parameters = filled(pattern, "layer", tensors)
    return Model(parameters, options, columns, target, facts["about"])
