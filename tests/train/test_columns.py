import json

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backsweep.train.columns import Category, Number, encode, from_plain, to_plain

AMOUNTS = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30)
TEXTS = st.lists(st.sampled_from(["red", "green", "blue", "ö", ""]), min_size=1)


@given(AMOUNTS)
def test_numbers_are_standardised_to_mean_0_and_spread_1(values):
    assume(np.std(values) > 1e-3)
    encoded = Number.of(pl.Series("x", values)).encode(pl.Series("x", values))
    assert encoded.shape == (len(values), 1)
    assert np.mean(encoded) == pytest.approx(0, abs=1e-6)
    assert np.std(encoded) == pytest.approx(1, abs=1e-6)


@given(AMOUNTS)
def test_numbers_come_back(values):
    column = Number.of(pl.Series("x", values))
    back = column.decode(column.encode(pl.Series("x", values)))
    assert back == pytest.approx(np.array(values), abs=1e-6)


@pytest.mark.parametrize("value", [0.1, 0.0, 1e300])
def test_a_column_that_never_changes_becomes_zero(value):
    column = Number.of(pl.Series("x", [value] * 7))
    assert not column.encode(pl.Series("x", [value] * 3)).any()


def test_columns_that_share_a_scale_keep_their_proportions():
    faint, strong = pl.Series("a", [0.0, 1.0]), pl.Series("b", [0.0, 10.0])
    shared = Number.of(faint, strong)
    step = np.diff(shared.encode(faint), axis=0), np.diff(shared.encode(strong), axis=0)
    assert step[1] == pytest.approx(10 * step[0])


def test_a_gap_counts_as_the_mean():
    column = Number.of(pl.Series("x", [1.0, None, 3.0]))
    assert column.centre == 2
    assert column.encode(pl.Series("x", [None, 2.0], dtype=pl.Float64)).sum() == 0


@given(TEXTS)
def test_each_known_text_lights_exactly_its_own_input(texts):
    column = Category.of(pl.Series("x", texts))
    encoded = column.encode(pl.Series("x", texts))
    assert encoded.sum(axis=1).tolist() == [1.0] * len(texts)
    assert column.decode(encoded).tolist() == texts


@pytest.mark.parametrize("unknown", ["violet", None])
def test_an_unknown_text_or_a_gap_lights_none(unknown):
    column = Category("colour", ("blue", "red"))
    assert not column.encode(pl.Series([unknown], dtype=pl.String)).any()


@pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum(["a", "b"])])
def test_coded_texts_are_texts(dtype):
    assert Category.of(pl.Series("x", ["b", "a", "b"], dtype=dtype)).values == (
        "a",
        "b",
    )


@pytest.mark.parametrize(
    "column",
    [
        Number("x", 0.1, 1 / 3),
        Category("x", ("a", "b")),
        Category("x", (0, 7)),
        Category("x", (False, True)),
    ],
)
def test_recipes_survive_json(column):
    assert from_plain(json.loads(json.dumps(to_plain(column)))) == column


def test_a_table_is_encoded_column_beside_column():
    frame = pl.DataFrame({"size": [1.0, 3.0], "colour": ["red", "blue"]})
    columns = [Category("colour", ("blue", "red")), Number("size", 2.0, 1.0)]
    assert encode(columns, frame).tolist() == [[0, 1, -1], [1, 0, 1]]
