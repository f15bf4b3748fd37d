from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.train import Options, Source
from backsweep.train.dataset import held_out_fifth, inferred_task, prepare
from backsweep.train.errors import (
    MissingValues,
    TooLittleData,
    UnusableColumn,
    WrongTarget,
)

STRATA = st.lists(st.integers(0, 3), min_size=10, max_size=200).map(np.array)


@given(STRATA, st.integers(0, 5))
def test_every_row_is_either_learned_from_or_held_out(strata, seed):
    train, held = held_out_fifth(strata, seed)
    assert sorted([*train, *held]) == list(range(len(strata)))
    assert len(held) == len(strata) // 5


@given(STRATA, st.integers(0, 5))
def test_every_class_gives_a_fifth_of_its_own(strata, seed):
    _, held = held_out_fifth(strata, seed)
    for stratum in np.unique(strata):
        share = np.sum(strata[held] == stratum) - np.sum(strata == stratum) / 5
        assert abs(share) < 1


def test_the_seed_decides_the_split():
    strata = np.zeros(100)
    first, same, other = (held_out_fifth(strata, seed)[1] for seed in (0, 0, 1))
    assert np.array_equal(first, same)
    assert not np.array_equal(first, other)


def test_the_scale_comes_from_the_training_rows_alone(prices):
    data = prepare(Source(prices, target="price"), Options(dtype="float64"))
    assert data.train.inputs.mean(axis=0) == pytest.approx([0, 0], abs=1e-9)
    assert data.train.inputs.std(axis=0) == pytest.approx([1, 1])
    assert data.train.wanted.std() == pytest.approx(1)
    assert abs(data.held.inputs.mean()) > 1e-6


def test_known_texts_come_from_the_training_rows_alone(plants):
    rows = plants.with_columns(colour=pl.Series([f"c{n}" for n in range(60)]))
    data = prepare(Source(rows, target="kind"), Options())
    texts = data.columns[2].values
    assert len(texts) == len(data.train)
    assert not data.held.inputs[:, 2:].any()


def test_the_parts_are_in_the_dtype_asked_for(kinds):
    for dtype in ("float32", "float64"):
        data = prepare(kinds, Options(dtype=dtype))
        assert {data.train.inputs.dtype, data.held.wanted.dtype} == {np.dtype(dtype)}


def test_targets_are_one_hot_or_standardised(kinds, prices):
    classes = prepare(kinds, Options())
    assert classes.widths == (4, 3)
    assert set(classes.train.wanted.sum(axis=1)) == {1}
    assert prepare(Source(prices, target="price"), Options()).widths == (2, 1)


@pytest.mark.parametrize(
    ("values", "task"),
    [
        (["a", "b"] * 10, "classification"),
        ([True, False] * 10, "classification"),
        ([0, 1, 2, 3] * 5, "classification"),
        (list(range(20)), "regression"),
        ([0.5, 1.5] * 10, "regression"),
        (list(range(21)) * 4, "regression"),
    ],
)
def test_the_task_is_read_off_the_target(values, task):
    assert inferred_task(pl.Series(values)) == task


def test_a_task_that_is_named_wins(plants):
    source = Source(plants.drop("kind", "colour"), target="leaves")
    assert prepare(source, Options()).task == "regression"
    rows = pl.DataFrame({"x": range(20), "y": [0, 1] * 10})
    named = Source(rows, target="y", task="regression")
    assert prepare(named, Options()).task == "regression"


def test_the_fingerprint_changes_with_any_number(prices):
    source = Source(prices, target="price")
    touched = prices.with_columns(
        area=prices["area"].scatter(3, prices["area"][3] + 0.01)
    )
    first, same, other = (
        prepare(one, Options()).fingerprint
        for one in (source, source, Source(touched, target="price"))
    )
    assert first == same != other


def with_gaps(plants):
    return plants.with_columns(
        height=pl.Series([None, float("nan"), *plants["height"][2:]]),
        colour=pl.Series(["pale", None, None, *plants["colour"][3:]]),
    )


def test_gaps_are_named(plants):
    with pytest.raises(MissingValues) as caught:
        prepare(Source(with_gaps(plants), target="kind"), Options())
    assert "2 in 'height', 2 in 'colour'" in str(caught.value)
    assert "--gaps drop" in caught.value.cure


def test_rows_with_gaps_are_dropped(plants):
    source = Source(with_gaps(plants), target="kind", gaps="drop")
    data = prepare(source, Options())
    assert len(data.train) + len(data.held) == 57
    assert data.notes == ("3 rows with gaps were left out",)


def test_gaps_are_filled_but_never_in_the_target(plants):
    gappy = with_gaps(plants).with_columns(kind=pl.Series([None, *plants["kind"][1:]]))
    data = prepare(Source(gappy, target="kind", gaps="fill"), Options())
    assert len(data.train) + len(data.held) == 59
    assert np.isfinite(data.train.inputs).all()
    assert data.notes[0] == "1 rows with gaps were left out"


def test_too_few_rows_without_gaps(prices):
    gappy = prices.with_columns(age=pl.Series([1.0] * 5 + [None] * 75))
    with pytest.raises(TooLittleData, match="5 rows of 80"):
        prepare(Source(gappy, target="price", gaps="drop"), Options())


MISTAKES = {
    "infinity": ({"age": [float("inf"), *range(79)]}, "price", MissingValues, "age"),
    "a date": ({"age": [date(2026, 1, 1)] * 80}, "price", UnusableColumn, "age"),
    "names": (
        {"age": [f"name {n}" for n in range(160)]},
        "price",
        UnusableColumn,
        "age",
    ),
    "a date to predict": (
        {"day": [date(2026, 1, 1)] * 80},
        "day",
        WrongTarget,
        "holds Date",
    ),
    "lists": ({"age": [[1.0, 2.0]] * 80}, "price", UnusableColumn, "List"),
    "an empty column": ({"age": [None] * 80}, "price", MissingValues, "age"),
    "one class": ({"kind": ["fern"] * 80}, "kind", WrongTarget, "'fern' in every row"),
    "one value": ({"y": [2.5] * 80}, "y", WrongTarget, "in every row"),
    "a class a row": (
        {"id": [f"row {n}" for n in range(80)]},
        "id",
        WrongTarget,
        "80 classes in 80 rows",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_traps_in_the_data_are_named(prices, mistake):
    columns, target, kind, told = MISTAKES[mistake]
    rows = pl.concat([prices, prices])[: len(next(iter(columns.values())))]
    rows = rows.with_columns(pl.Series(name, one) for name, one in columns.items())
    with pytest.raises(kind, match=told):
        prepare(Source(rows, target=target), Options())


def test_text_cannot_be_measured(kinds):
    with pytest.raises(WrongTarget, match="text"):
        prepare(Source(kinds.data, target="kind", task="regression"), Options())


def test_a_target_alone_teaches_nothing(prices):
    with pytest.raises(TooLittleData, match="no column beside the target"):
        prepare(Source(prices[["price"]], target="price"), Options())
