"""Missing values: named, left out or filled in, but never passed over in silence."""

from __future__ import annotations

import numpy as np
import polars as pl
from polars import selectors

from .columns import measured
from .errors import MissingValues, TooLittleData
from .options import Source


def without_gaps(
    frame: pl.DataFrame, target: str, source: Source
) -> tuple[pl.DataFrame, list[str]]:
    """The rows to use, and what was decided about the others."""
    frame = frame.with_columns(selectors.float().fill_nan(None))
    _check_finite(frame, source.name)
    gaps = {one.name: one.null_count() for one in frame if one.null_count()}
    if not gaps:
        return frame, []
    if source.gaps == "error":
        raise _gaps_found(gaps, source.name)
    full = frame.drop_nulls(None if source.gaps == "drop" else target)
    if full.height < 10:
        raise TooLittleData(
            f"{full.height} rows of {frame.height} are without gaps",
            where=source.name,
            cure="fill the gaps with --gaps fill, or --ignore the emptiest columns",
        )
    filled = full.null_count().sum_horizontal().item()
    return full, _notes(dropped=frame.height - full.height, filled=filled)


def _notes(dropped: int, filled: int) -> list[str]:
    told = []
    if dropped:
        told.append(f"{dropped} rows with gaps were left out")
    if filled:
        told.append(f"{filled} gaps were filled with the mean of the training rows")
    return told


def _gaps_found(gaps: dict[str, int], name: str) -> MissingValues:
    worst = sorted(gaps, key=lambda column: -gaps[column])[:3]
    told = ", ".join(f"{gaps[column]} in {column!r}" for column in worst)
    more = f" and {len(gaps) - 3} columns more" if len(gaps) > 3 else ""
    return MissingValues(
        f"{name} has missing values: {told}{more}",
        where=name,
        cure="leave their rows out with --gaps drop, or fill them in with --gaps fill",
    )


def _check_finite(frame: pl.DataFrame, name: str) -> None:
    for column in frame.select(selectors.float()):
        if np.isinf(measured(column)).any():
            raise MissingValues(
                f"{name} has infinity in column {column.name!r}",
                where=f"{name}, column {column.name!r}",
                cure="put a number or a gap in its place",
            )
