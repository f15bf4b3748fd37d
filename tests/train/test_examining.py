"""A trained network's gradient is examined on a batch of rows."""

import numpy as np
import polars as pl
import pytest

import backsweep as bs
from backsweep.train import Options, Source, fit
from backsweep.train.errors import UnknownColumn, UnreadableData
from backsweep.train.network import cross_entropy, forward, relu, sigmoid


@pytest.fixture(scope="module")
def digits():
    return fit(Source("digits"), Options(layers=(16, 16), epochs=2)).model


@pytest.fixture(scope="module")
def table():
    """Plants of two kinds, sorted by kind."""
    random = np.random.default_rng(3)
    kind = np.repeat(["fern", "moss"], 30)
    height = np.where(kind == "fern", 50.0, 5.0) + random.normal(0, 2, 60)
    return pl.DataFrame({"height": height, "kind": kind})


@pytest.fixture(scope="module")
def plants(table):
    return fit(Source(table, target="kind"), Options(layers=(8,), epochs=3)).model


def test_it_is_the_gradient_of_the_training_cost(digits):
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    centre, scale = digits.columns[0].centre, digits.columns[0].scale
    x = ((images - centre) / scale).astype(np.float32)
    y = np.eye(10, dtype=np.float32)[labels]

    def cost(layers):
        return cross_entropy(forward(layers, x, relu), y)

    slopes = bs.grad(cost)(digits.parameters)
    found = digits.health("digits", rows=len(x))
    for one in found.record.parameters:
        layer, name = one.name.removeprefix("layers[").rstrip("']").split("]['")
        length = np.linalg.norm(slopes[int(layer)][name])
        assert one.gradient == pytest.approx(float(length), rel=1e-4)
    assert found.record.difference < 1e-6


def test_a_network_that_learns_is_healthy(digits):
    assert digits.health("digits").verdict.healthy


def test_a_deep_network_of_sigmoids_is_not():
    options = Options(layers=(32,) * 12, activation="sigmoid", epochs=1)
    found = fit(Source("digits"), options).model.health("digits", rate=0.1)
    assert (found.verdict.kind, found.verdict.layers) == ("vanishing", 12)
    assert any(one.helped for one in found.cures)
    assert found.steps[0].words == "rate 0.1"


def test_a_desire_that_is_lost_in_training_is_lost_here():
    """Below 1e-45, float32 has nothing."""
    options = Options(layers=(8,) * 90, activation="sigmoid", epochs=1)
    model = fit(Source("digits"), options).model
    assert model.health("digits", rows=16).record.end == 0


def test_rows_are_spread_over_the_table(plants, table):
    """A table may be sorted, and its first rows all of one kind."""
    few = plants.health(table, rows=4).record.cost
    chosen = table[[0, 19, 39, 59]]
    assert few == pytest.approx(plants.health(chosen).record.cost, rel=1e-6)
    assert few != pytest.approx(plants.health(table[:4]).record.cost, rel=1e-6)


def test_fewer_rows_than_asked_for_are_all(plants, table):
    (squish,) = plants.health(table, rows=1000).record.squishes
    assert squish.samples == 60


def test_no_rows_at_all(plants, table):
    with pytest.raises(UnreadableData, match="0 rows were asked for"):
        plants.health(table, rows=0)


@pytest.mark.parametrize("value", [None, "tree"])
def test_an_answer_that_cannot_be_wanted_is_named_by_its_row(plants, table, value):
    kinds = [*table["kind"]]
    kinds[7] = value
    with pytest.raises(UnreadableData, match="row 7 has"):
        plants.health(table.with_columns(kind=pl.Series(kinds)))


def test_a_column_that_is_missing(plants, table):
    with pytest.raises(UnknownColumn, match="'height'"):
        plants.health(table.drop("height"))


def test_a_text_where_a_number_should_be(plants, table):
    with pytest.raises(UnreadableData, match="the rows do not fit"):
        plants.health(table.with_columns(height=pl.lit("tall")))


def test_an_infinite_input_is_found(plants, table):
    """It is given so: no operation made it."""
    wild = table.with_columns(height=pl.lit(np.inf))
    assert plants.health(wild).verdict.kind == "non-finite"


def test_regressions_are_examined_too(table):
    source = Source(table.with_columns(weight=pl.col("height") * 2), target="weight")
    options = Options(layers=(8,), activation="sigmoid", epochs=1)
    found = fit(source, options).model.health(source.data)
    assert found.record.squishes[0].function == sigmoid.__name__
