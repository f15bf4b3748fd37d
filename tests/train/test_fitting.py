import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backsweep.train import Options, Source, fit, load
from backsweep.train.errors import (
    ChangedData,
    ContradictingOption,
    DamagedFile,
    Diverged,
    NothingToResume,
    UnknownColumn,
    WrongOption,
    WrongTarget,
)


def bits(outcome):
    layers = outcome.model.parameters
    arrays = [array.tobytes() for layer in layers for array in layer.values()]
    return arrays, outcome.history


def after(count):
    """A ``stop`` that says yes after ``count`` steps."""
    left = iter(range(count - 1))
    return lambda: next(left, None) is None


def test_the_digits_are_read_and_the_seed_decides_every_bit():
    options = Options(layers=(64,), epochs=10, seed=3)
    first, same = (fit(Source("digits"), options) for _ in range(2))
    assert first.score > 0.95
    assert bits(first) == bits(same)
    assert bits(first) != bits(fit(Source("digits"), Options(layers=(64,), epochs=10)))


def test_kinds_are_told_apart(kinds):
    outcome = fit(kinds, Options(layers=(16,), epochs=60, rate=0.02))
    assert outcome.score == 1
    assert outcome.model.classes == ("fern", "moss", "reed")
    assert outcome.model.predict(kinds.data).tolist() == kinds.data["kind"].to_list()
    chances = outcome.model.probabilities(kinds.data)
    assert chances.sum(axis=1) == pytest.approx(np.ones(60), abs=1e-5)


def test_a_linear_law_is_found_in_its_own_unit(prices):
    options = Options(layers=(), optimiser="sgd", epochs=100, dtype="float64")
    outcome = fit(Source(prices, target="price"), options)
    assert outcome.score == pytest.approx(1)
    said = outcome.model.predict({"area": [100.0], "age": [10.0]})
    assert said == pytest.approx([1000 + 300 - 500])
    assert outcome.model.classes == ()
    with pytest.raises(WrongTarget):
        outcome.model.probabilities(prices)


def test_a_model_takes_arrays_mappings_and_tables_alike(prices):
    model = fit(Source(prices, target="price"), Options(layers=(), epochs=2)).model
    told = model.predict(prices)
    array = prices.select("area", "age").to_numpy()
    columns = {"age": prices["age"].to_numpy(), "area": prices["area"].to_numpy()}
    assert model.predict(array).tolist() == told.tolist()
    assert model.predict(columns).tolist() == told.tolist()
    with pytest.raises(UnknownColumn, match="'age'"):
        model.predict({"area": [1.0]})


def test_a_saved_model_says_the_same(tmp_path, kinds, small):
    outcome = fit(kinds, small, out=tmp_path)
    model = load(tmp_path / "model.safetensors")
    assert model.options == small
    assert model.columns == outcome.model.columns
    assert np.array_equal(model.outputs(kinds.data), outcome.model.outputs(kinds.data))
    assert model.about["held-out score"] == outcome.score


def test_a_saved_model_tells_any_reader_what_it_is(tmp_path, kinds, small):
    from safetensors import safe_open

    fit(kinds, small, out=tmp_path)
    with safe_open(tmp_path / "model.safetensors", "numpy") as file:
        facts = json.loads(file.metadata()["backsweep"])
        names = set(file.keys())
    assert names == {
        f"layer.{n}.{part}" for n in (0, 1) for part in ("weights", "bias")
    }
    assert facts["task"] == "classification"
    assert facts["classes"] == ["fern", "moss", "reed"]
    assert facts["features"] == ["height", "leaves", "colour=dark", "colour=pale"]
    assert facts["columns"][0].keys() == {"name", "centre", "scale"}
    assert facts["options"]["layers"] == [8]
    assert facts["options"]["seed"] == 0


def test_equal_runs_write_equal_files(tmp_path, kinds, small):
    for name in ("a", "b"):
        fit(kinds, small, out=tmp_path / name)
    for name in ("model.safetensors", "checkpoint.safetensors"):
        assert (tmp_path / "a" / name).read_bytes() == (
            tmp_path / "b" / name
        ).read_bytes()


@pytest.mark.parametrize("optimiser", ["sgd", "momentum", "adam"])
@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(stops=st.lists(st.integers(1, 7), max_size=3))
def test_a_run_with_stops_ends_at_the_bits_of_one_without(
    tmp_path_factory, kinds, optimiser, stops
):
    options = Options(layers=(8,), epochs=4, batch=16, optimiser=optimiser)
    folder = tmp_path_factory.mktemp("run")
    unbroken = fit(kinds, options)
    for place, steps in enumerate(stops):
        fit(kinds, options, out=folder, resume=place > 0, stop=after(steps))
    resumed = fit(kinds, options, out=folder, resume=bool(stops))
    assert resumed.finished
    assert bits(resumed) == bits(unbroken)


def test_a_finished_run_may_go_on_for_longer(tmp_path, kinds, small):
    longer = Options(layers=(8,), epochs=7, batch=16)
    fit(kinds, small, out=tmp_path)
    assert bits(fit(kinds, longer, out=tmp_path, resume=True)) == bits(
        fit(kinds, longer)
    )


def test_a_finished_run_that_is_resumed_stays_as_it_is(tmp_path, kinds, small):
    first = fit(kinds, small, out=tmp_path)
    assert bits(fit(kinds, small, out=tmp_path, resume=True)) == bits(first)


def test_a_checkpoint_is_a_model_too(tmp_path, kinds, small):
    fit(kinds, small, out=tmp_path, stop=after(2))
    assert not (tmp_path / "model.safetensors").exists()
    assert len(load(tmp_path / "checkpoint.safetensors").predict(kinds.data)) == 60


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"layers": (9,)}, "layers is 9, but the run was started with 8"),
        ({"rate": 0.5}, "rate is 0.5, but the run was started with 0.003"),
        ({"seed": 1}, "seed is 1, but the run was started with 0"),
        ({"epochs": 3}, "epochs is 3, but the run was started with 4"),
        ({"dtype": "float64"}, "dtype is float64"),
    ],
)
def test_an_option_that_contradicts_the_run_is_named(
    tmp_path, kinds, small, changed, told
):
    fit(kinds, small, out=tmp_path, stop=after(2))
    other = Options(**{"layers": (8,), "epochs": 4, "batch": 16} | changed)
    with pytest.raises(ContradictingOption) as caught:
        fit(kinds, other, out=tmp_path, resume=True)
    assert told in str(caught.value)


def test_a_target_that_contradicts_the_run_is_named(tmp_path, plants, kinds, small):
    fit(kinds, small, out=tmp_path, stop=after(2))
    with pytest.raises(ContradictingOption, match="target is colour"):
        fit(Source(plants, target="colour"), small, out=tmp_path, resume=True)


def test_data_that_changed_is_noticed(tmp_path, plants, kinds, small):
    fit(kinds, small, out=tmp_path, stop=after(2))
    touched = plants.with_columns(leaves=plants["leaves"].reverse())
    with pytest.raises(ChangedData):
        fit(Source(touched, target="kind"), small, out=tmp_path, resume=True)


def test_there_must_be_something_to_resume(tmp_path, kinds, small):
    with pytest.raises(NothingToResume, match="holds no checkpoint"):
        fit(kinds, small, out=tmp_path, resume=True)
    with pytest.raises(NothingToResume, match="no folder"):
        fit(kinds, small, resume=True)


def test_a_damaged_checkpoint_is_not_resumed(tmp_path, kinds, small):
    fit(kinds, small, out=tmp_path, stop=after(2))
    checkpoint = tmp_path / "checkpoint.safetensors"
    checkpoint.write_bytes(checkpoint.read_bytes()[:-100])
    with pytest.raises(DamagedFile):
        fit(kinds, small, out=tmp_path, resume=True)


def test_an_unfinished_run_is_set_aside_not_wiped_out(tmp_path, kinds, small):
    fit(kinds, small, out=tmp_path, stop=after(2))
    unfinished = (tmp_path / "checkpoint.safetensors").read_bytes()
    fit(kinds, small, out=tmp_path)
    aside = tmp_path / "checkpoint.unfinished.safetensors"
    assert aside.read_bytes() == unfinished


def test_a_run_that_diverges_leaves_the_last_good_checkpoint(tmp_path, prices):
    wild = Options(layers=(8,), optimiser="sgd", rate=1e4)
    with pytest.raises(Diverged):
        fit(Source(prices, target="price"), wild, out=tmp_path, save_every=0)
    model = load(tmp_path / "checkpoint.safetensors")
    assert all(
        np.isfinite(a).all() for layer in model.parameters for a in layer.values()
    )


def test_a_batch_larger_than_the_data_is_named(kinds):
    with pytest.raises(WrongOption, match="a batch of 49 is more than the 48"):
        fit(kinds, Options(batch=49))
    assert fit(kinds, Options(layers=(), batch=48, epochs=1)).finished


def test_without_a_folder_nothing_is_written(tmp_path, monkeypatch, kinds, small):
    monkeypatch.chdir(tmp_path)
    fit(kinds, small)
    assert not list(tmp_path.iterdir())


def test_a_watcher_is_told_of_the_start_and_of_every_step(kinds, small):
    told = []

    class Diary:
        def begins(self, data, options, state):
            told.append((data.task, options, state.epoch))

        def moves(self, state):
            told.append((state.epoch, state.batch))

    fit(kinds, small, watch=Diary())
    assert told[0] == ("classification", small, 0)
    assert told[1:4] == [(0, 1), (0, 2), (1, 0)]
    assert told[-1] == (4, 0)
