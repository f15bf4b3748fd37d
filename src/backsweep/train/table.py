"""Tables from files, arrays and scikit-learn, all as one Polars ``DataFrame``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import polars as pl
from polars import selectors

from .errors import TooLittleData, UnknownColumn, UnreadableData, nearest
from .options import Source

GAP_WORDS = ["", "NA", "N/A", "NaN", "nan", "null", "NULL"]
DIGIT = "digit"
UNREADABLE = (pl.exceptions.PolarsError, OSError, ValueError, TypeError, BadZipFile)


def read_table(source: Source) -> tuple[pl.DataFrame, str]:
    """The table of ``source`` without its ignored columns, and the name of its target.

    Raises ``UnreadableData`` and ``UnknownColumn``.
    """
    if source.is_digits:
        return digits(), DIGIT
    frame = every_row(source, at_least=10)
    for column in source.ignore:
        _check_column(column, frame, source.name)
    return frame.drop(source.ignore), str(source.target)


def every_row(source: Source, at_least: int = 1) -> pl.DataFrame:
    """The whole table of ``source``, which has its target and so many rows.

    Raises ``UnreadableData``, ``TooLittleData`` and ``UnknownColumn``.
    """
    if source.is_digits:
        return digits()
    frame = _frame(source)
    _check_rows(frame, at_least, source.name)
    _check_column(str(source.target), frame, source.name)
    return frame.with_columns(selectors.decimal().cast(pl.Float64))


def digits() -> pl.DataFrame:
    """1,797 handwritten digits, 8 by 8 pixels of ink from 0 to 16 (UCI)."""
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    names = [f"pixel {row},{column}" for row in range(8) for column in range(8)]
    return pl.DataFrame(images, schema=names).with_columns(pl.Series(DIGIT, labels))


def _frame(source: Source) -> pl.DataFrame:
    if isinstance(source.data, pl.DataFrame):
        return source.data
    if isinstance(source.data, Mapping):
        return _read(lambda: pl.DataFrame(dict(source.data)), source.name)
    return _read_file(Path(source.data))


def _read_file(path: Path) -> pl.DataFrame:
    reader = READERS.get(path.suffix.lower())
    if not path.is_file():
        raise UnreadableData(
            f"there is no file {str(path)!r}", where=str(path), cure=_neighbours(path)
        )
    if reader is None:
        raise UnreadableData(
            f"{path.name} is not a kind of file that is read",
            where=str(path),
            cure=f"save it as one of: {', '.join(READERS)}",
        )
    return _read(lambda: reader(path), str(path))


def _read(table: Callable[[], pl.DataFrame], name: str) -> pl.DataFrame:
    try:
        return table()
    except UNREADABLE as error:
        raise UnreadableData(
            f"{name} cannot be read: {first_line(error)}",
            where=name,
            cure="check it, or write it once more",
        ) from error


def _neighbours(path: Path) -> str:
    """What to try when ``path`` is not there: files beside it, else the digits."""
    folder = path.parent
    kin = [one.name for one in folder.glob("*") if one.suffix.lower() in READERS]
    if not kin:
        return "give the path of a CSV, Parquet or NPZ file, or the word: digits"
    return nearest(path.name, sorted(kin))


def first_line(error: BaseException) -> str:
    """The first line of what ``error`` says, or its kind if it says nothing."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _read_csv(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema_length=None, null_values=GAP_WORDS)


def _read_npz(path: Path) -> pl.DataFrame:
    """Arrays of equal length side by side; one with several axes gives many columns."""
    with np.load(path, allow_pickle=False) as arrays:
        columns = [pair for name in arrays for pair in _columns(name, arrays[name])]
    return pl.DataFrame(dict(columns))


def _columns(name: str, array: np.ndarray[Any, Any]) -> list[tuple[str, Any]]:
    if array.ndim == 1:
        return [(name, array)]
    flat = array.reshape(len(array), -1) if array.ndim else array.reshape(1, 1)
    return [(f"{name}[{place}]", flat[:, place]) for place in range(flat.shape[1])]


READERS: dict[str, Callable[[Path], pl.DataFrame]] = {
    ".csv": _read_csv,
    ".parquet": pl.read_parquet,
    ".npz": _read_npz,
}


def _check_rows(frame: pl.DataFrame, at_least: int, name: str) -> None:
    if frame.height < at_least:
        raise TooLittleData(
            f"{name} has {frame.height} rows",
            where=name,
            cure=f"bring at least {at_least} rows; learning starts at a few hundred",
        )


def _check_column(column: str, frame: pl.DataFrame, name: str) -> None:
    if column not in frame.columns:
        raise UnknownColumn(
            f"{name} has no column {column!r}",
            where=name,
            cure=nearest(column, frame.columns),
        )
