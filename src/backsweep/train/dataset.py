"""From a table to what a network trains on: split, encoded, and checked for traps."""

from __future__ import annotations

import hashlib
import shlex
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .columns import Category, Column, Number, encode, is_measured, is_text, plain
from .errors import TooLittleData, UnusableColumn, WrongTarget
from .gaps import without_gaps
from .options import Options, Source
from .table import read_table

Array = NDArray[Any]
MOST_CLASSES = 20
MOST_TEXTS = 100


@dataclass(frozen=True)
class Part:
    """Rows to learn from, or to test with: inputs, and the outputs wanted for them.

    Both are two-dimensional, with a row for each row of the table.
    """

    inputs: Array
    wanted: Array

    def __len__(self) -> int:
        return len(self.inputs)


@dataclass(frozen=True)
class Dataset:
    """A table made ready: a training part, a held-out fifth, and the way back.

    ``notes`` says what was decided on the way; ``fingerprint`` changes with any number.
    """

    name: str
    task: str
    columns: tuple[Column, ...]
    target: Column
    train: Part
    held: Part
    notes: tuple[str, ...]

    @property
    def widths(self) -> tuple[int, int]:
        """How many inputs and outputs the network has."""
        return self.train.inputs.shape[1], self.train.wanted.shape[1]

    @property
    def fingerprint(self) -> str:
        """A digest of every number that training sees."""
        digest = hashlib.sha256()
        for part in (self.train, self.held):
            for array in (part.inputs, part.wanted):
                digest.update(f"{array.dtype}{array.shape}".encode())
                digest.update(np.ascontiguousarray(array).data)
        return digest.hexdigest()


def prepare(source: Source, options: Options) -> Dataset:
    """Read, check, split and encode the data of ``source``.

    Centres, scales and known texts come from the training part alone, so that nothing
    about the held-out rows leaks into training. Raises a ``TrainError`` for each trap.
    """
    frame, target_name = read_table(source)
    _check_target(frame[target_name], source)
    task = source.task or inferred_task(frame[target_name])
    frame, notes = without_gaps(frame, target_name, source)
    features = frame.drop(target_name)
    _check_features(features, source.name)
    train, held = held_out_fifth(_strata(frame[target_name], task), options.seed)
    columns = _columns(features[train], shared=source.is_digits)
    target = _target(frame[target_name], train, task, source.name)

    def part(rows: Array) -> Part:
        inputs = encode(columns, features[rows])
        wanted = target.encode(frame[target_name][rows])
        return Part(inputs.astype(options.dtype), wanted.astype(options.dtype))

    return Dataset(
        source.name, task, columns, target, part(train), part(held), tuple(notes)
    )


def inferred_task(target: pl.Series) -> str:
    """Texts, truth values and few different whole numbers are classes.

    >>> inferred_task(pl.Series([0, 1] * 10)), inferred_task(pl.Series([0.5, 1.0] * 10))
    ('classification', 'regression')
    """
    if is_text(target) or target.dtype == pl.Boolean:
        return "classification"
    few = target.n_unique() <= min(MOST_CLASSES, len(target) // 2)
    return "classification" if target.dtype.is_integer() and few else "regression"


def held_out_fifth(strata: Array, seed: int) -> tuple[Array, Array]:
    """Row numbers of the training part and of the held-out fifth, each in order.

    The rows are shuffled, then sorted by stratum, and every fifth is taken: each
    stratum gives a fifth of its own, give or take one row.

    >>> train, held = held_out_fifth(np.repeat([0, 1], 10), seed=0)
    >>> len(train), int(np.sum(held < 10)), int(np.sum(held >= 10))
    (16, 2, 2)
    """
    shuffled = np.random.default_rng([seed, 0]).permutation(len(strata))
    in_strata = shuffled[np.argsort(strata[shuffled], kind="stable")]
    held = np.sort(in_strata[4::5])
    return np.setdiff1d(np.arange(len(strata)), held), held


def _strata(target: pl.Series, task: str) -> Array:
    """The class of each row as a number; for a regression all rows are alike."""
    if task == "regression":
        return np.zeros(len(target), np.int64)
    return np.unique(plain(target).to_numpy().astype(str), return_inverse=True)[1]


def _columns(training: pl.DataFrame, shared: bool) -> tuple[Column, ...]:
    """A recipe for each column, learned from the training rows.

    The pixels of a picture share one centre and scale: alone, a pixel at the edge that
    is hardly ever inked would be blown up to the size of one in the middle.
    """
    if shared:
        all_pixels = Number.of(*training)
        return tuple(
            Number(one.name, all_pixels.centre, all_pixels.scale) for one in training
        )
    return tuple(Category.of(c) if is_text(c) else Number.of(c) for c in training)


def _target(column: pl.Series, train: Array, task: str, name: str) -> Column:
    where = f"{name}, column {column.name!r}"
    different = column.n_unique()
    if different < 2:
        raise WrongTarget(
            f"the target {column.name!r} is {column[0]!r} in every row",
            where=where,
            cure="choose another target, or bring rows where it differs",
        )
    if task == "regression":
        return Number.of(column[train])
    if different > max(len(column) // 2, 2):
        raise WrongTarget(
            f"the target {column.name!r} has {different} classes in {len(column)} rows",
            where=where,
            why="a class can be learned only from several rows of it",
            cure="choose another target, or say --task regression if it is a number",
        )
    return Category.of(column)


def _check_target(column: pl.Series, source: Source) -> None:
    where = f"{source.name}, column {column.name!r}"
    if not (is_text(column) or is_measured(column)):
        raise WrongTarget(
            f"the target {column.name!r} holds {column.dtype}",
            where=where,
            cure="choose a target of numbers or texts",
        )
    if is_text(column) and source.task == "regression":
        raise WrongTarget(
            f"the target {column.name!r} is text, which cannot be measured",
            where=where,
            why="a regression predicts a number",
            cure="say --task classification, or choose a target of numbers",
        )


def _check_features(features: pl.DataFrame, name: str) -> None:
    if features.width == 0:
        raise TooLittleData(
            f"{name} has no column beside the target",
            where=name,
            cure="bring at least one column to predict the target from",
        )
    for column in features:
        _check_feature(column, f"{name}, column {column.name!r}")


def _check_feature(column: pl.Series, where: str) -> None:
    leave_out = f"leave it out: --ignore {shlex.quote(column.name)}"
    if not (is_text(column) or is_measured(column)):
        raise UnusableColumn(
            f"column {column.name!r} holds {column.dtype}, neither numbers nor texts",
            where=where,
            cure=f"turn it into numbers, or {leave_out}",
        )
    if is_text(column) and column.n_unique() > MOST_TEXTS:
        raise UnusableColumn(
            f"column {column.name!r} has {column.n_unique()} different texts",
            where=where,
            why=f"each text becomes an input, and more than {MOST_TEXTS} teach nothing",
            cure=leave_out,
        )
