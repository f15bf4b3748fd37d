"""How a column of a table becomes numbers for the network, and back.

A number is moved and scaled so that the training rows have mean 0 and spread 1. A text
becomes one input per known value: 1 for the one it has, 0 for the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True)
class Number:
    """A column of numbers, standardised: ``(x - centre) / scale``.

    >>> price = Number("price", centre=100.0, scale=50.0)
    >>> price.encode(pl.Series([50.0, 100.0, None])).ravel()
    array([-1.,  0.,  0.])
    >>> price.decode(np.array([[-1.0], [2.0]]))
    array([ 50., 200.])
    """

    name: str
    centre: float
    scale: float

    @classmethod
    def of(cls, *training: pl.Series) -> Number:
        """Centre and scale of all the training values, named after the first column.

        A column that never changes keeps its scale: there is nothing to divide by.
        """
        values = np.concatenate([measured(column) for column in training])
        values = values[~np.isnan(values)]
        if len(values) == 0 or np.ptp(values) == 0:
            return cls(training[0].name, float(values[0]) if len(values) else 0.0, 1.0)
        scale = float(values.std()) or 1.0
        return cls(training[0].name, float(values.mean()), scale)

    @property
    def inputs(self) -> tuple[str, ...]:
        """What the network's input is called."""
        return (self.name,)

    def encode(self, column: pl.Series) -> Array:
        """``(rows, 1)`` numbers of about size 1; a gap counts as the mean, so as 0."""
        centred = (measured(column) - self.centre) / self.scale
        return np.nan_to_num(centred, nan=0.0)[:, None]

    def decode(self, outputs: Array) -> Array:
        """From ``(rows, 1)`` outputs to ``(rows,)`` values in the column's unit."""
        return outputs[:, 0] * self.scale + self.centre


@dataclass(frozen=True)
class Category:
    """A column with few different values, one-hot.

    >>> colour = Category("colour", ("blue", "red"))
    >>> colour.encode(pl.Series(["red", "blue", "green"]))
    array([[0., 1.],
           [1., 0.],
           [0., 0.]])
    >>> colour.decode(np.array([[0.2, 1.7]]))
    array(['red'], dtype='<U4')
    """

    name: str
    values: tuple[Any, ...]

    @classmethod
    def of(cls, column: pl.Series) -> Category:
        """The values that occur, in order."""
        return cls(column.name, tuple(plain(column).drop_nulls().unique().sort()))

    @property
    def inputs(self) -> tuple[str, ...]:
        """What the network's inputs are called."""
        return tuple(f"{self.name}={value}" for value in self.values)

    def encode(self, column: pl.Series) -> Array:
        """``(rows, values)`` of 0 and 1; a gap or an unknown value is 0 everywhere."""
        hits = [plain(column).eq_missing(value).to_numpy() for value in self.values]
        return np.stack(hits, axis=1).astype(np.float64)

    def decode(self, outputs: Array) -> Array:
        """The value with the largest of ``(rows, values)`` outputs, for each row."""
        return np.array(self.values)[np.argmax(outputs, axis=1)]


Column = Number | Category


def plain(column: pl.Series) -> pl.Series:
    """Texts that Polars keeps as codes, as texts."""
    coded = column.dtype in (pl.Categorical, pl.Enum)
    return column.cast(pl.String) if coded else column


def measured(column: pl.Series) -> Array:
    """Numbers and truth values as float64, gaps as NaN."""
    return column.cast(pl.Float64).to_numpy()


def is_measured(column: pl.Series) -> bool:
    """Whether the column holds numbers or truth values."""
    return column.dtype.is_numeric() or column.dtype == pl.Boolean


def is_text(column: pl.Series) -> bool:
    """Whether the column holds texts rather than numbers."""
    return column.dtype in (pl.String, pl.Categorical, pl.Enum)


def encode(columns: Sequence[Column], frame: pl.DataFrame) -> Array:
    """The network's inputs: ``(rows, inputs)`` in float64."""
    return np.concatenate([one.encode(frame[one.name]) for one in columns], axis=1)


def to_plain(column: Column) -> dict[str, Any]:
    """The column's recipe as JSON can keep it.

    >>> from_plain(to_plain(Category("colour", ("blue", "red"))))
    Category(name='colour', values=('blue', 'red'))
    """
    return asdict(column)


def from_plain(kept: dict[str, Any]) -> Column:
    """The column that ``to_plain`` kept."""
    if "values" in kept:
        return Category(kept["name"], tuple(kept["values"]))
    return Number(**kept)
