"""A trained network is explained at one row, in the gradient's own numbers."""

import numpy as np
import polars as pl
import pytest

import backsweep as bs
from backsweep.explain import UnknownName
from backsweep.train import Options, Source, fit
from backsweep.train.errors import UnknownColumn, UnreadableData
from backsweep.train.network import cross_entropy, forward, relu

PARAMETERS = [f"layers[{k}]['{name}']" for k in (0, 1) for name in ("bias", "weights")]


@pytest.fixture(scope="module")
def digits():
    return fit(Source("digits"), Options(layers=(6,), epochs=2)).model


@pytest.fixture(scope="module")
def table():
    """Plants of two kinds, with a number and a text to tell them by."""
    random = np.random.default_rng(3)
    kind = random.choice(["fern", "moss"], 60)
    height = np.where(kind == "fern", 50.0, 5.0) + random.normal(0, 2, 60)
    soil = random.choice(["peat", "sand"], 60)
    return pl.DataFrame({"height": height, "soil": soil, "kind": kind})


@pytest.fixture(scope="module")
def plants(table):
    return fit(Source(table, target="kind"), Options(layers=(4,), epochs=3)).model


def test_the_gradient_is_that_of_the_training_cost(digits):
    from sklearn.datasets import load_digits

    ex = digits.explain("digits", 17)
    images, labels = load_digits(return_X_y=True)
    centre, scale = digits.columns[0].centre, digits.columns[0].scale
    x, y = (images[17:18] - centre) / scale, np.eye(10)[labels[17:18]]

    def cost(layers):
        return cross_entropy(forward(layers, x, relu), y)

    layers = [{k: v.astype(float) for k, v in one.items()} for one in digits.parameters]
    value, slopes = bs.value_and_grad(cost)(layers)
    assert ex.value == pytest.approx(float(value), rel=1e-12)
    assert sorted(ex.gradient) == PARAMETERS
    for k, layer in enumerate(slopes):
        for name, slope in layer.items():
            found = ex.gradient[f"layers[{k}]['{name}']"]
            np.testing.assert_allclose(found, slope, rtol=1e-9, atol=1e-15)


def test_a_table_in_memory(plants, table):
    assert plants.explain(table, 5).value > 0
    one = dict(table[5:6].to_dict())
    assert plants.explain(one).value == plants.explain(table, 5).value


def test_parameters_may_be_chosen(plants, table):
    chosen = ["layers[1]['bias']", "layers[0]['bias']"]
    assert sorted(plants.explain(table, 0, chosen).gradient) == sorted(chosen)
    with pytest.raises(UnknownName):
        plants.explain(table, 0, ["layers[2]['bias']"])


def test_columns_that_the_model_does_not_read_may_be_there(plants, table):
    more = table.with_columns(pl.lit("x").alias("note"))
    assert plants.explain(more).value == plants.explain(table).value


@pytest.mark.parametrize("row", [-1, 60])
def test_a_row_that_is_not_there(plants, table, row):
    with pytest.raises(UnreadableData, match=f"no row {row}") as error:
        plants.explain(table, row)
    assert "up to 59" in error.value.cure


@pytest.mark.parametrize("value", [None, "tree"])
def test_an_answer_that_cannot_be_wanted(plants, table, value):
    with pytest.raises(UnreadableData, match="'kind'"):
        plants.explain(table.with_columns(kind=pl.lit(value, pl.String)))


def test_a_missing_number_cannot_be_wanted(table):
    source = Source(table.drop("kind"), target="height")
    model = fit(source, Options(layers=(), epochs=1)).model
    with pytest.raises(UnreadableData, match="no 'height'"):
        model.explain({"soil": ["peat"], "height": [float("nan")]})


def test_a_column_that_is_missing(plants, table):
    with pytest.raises(UnknownColumn, match="'soil'"):
        plants.explain(table.drop("soil"))


def test_a_text_where_a_number_should_be(plants, table):
    with pytest.raises(UnreadableData, match="row 0 does not fit"):
        plants.explain(table.with_columns(height=pl.lit("tall")))
