"""``backsweep train``: what it prints, what it saves, and the code it ends with."""

import shlex
import subprocess
import sys

import numpy as np
import polars as pl
import pytest

import backsweep
from backsweep.train import load


def test_the_digits_are_read_with_the_defaults(run, tmp_path):
    code, out, told = run("train", "digits")
    assert (code, told) == (0, "")
    model = load(tmp_path / "runs" / "digits" / "model.safetensors")
    assert model.about["held-out score"] >= 0.97
    assert f"{100 * model.about['held-out score']:.1f} %" in out
    for name in ("model.safetensors", "curve.png", "mistakes.png"):
        assert f"runs/digits/{name}" in out
        assert (tmp_path / "runs" / "digits" / name).stat().st_size > 1000
    assert "Try next" in out
    assert run("train", "digits")[1] == out


def test_its_gradient_is_watched_and_reported(run, tmp_path):
    options = ("--layers", "16", "--epochs", "2", "--health")
    code, out, told = run("train", "digits", *options)
    assert (code, told) == (0, "")
    assert "Healthy: over 1 layer" in out and "One step" in out
    page = tmp_path / "runs" / "digits" / "health.html"
    assert "Healthy: over 1 layer" in page.read_text() and str(page.name) in out


def test_a_run_that_cannot_learn_is_ended_with_the_verdict(run):
    shape = ("--layers", ",".join(["16"] * 12), "--activation", "sigmoid")
    code, out, _ = run("train", "digits", *shape, "--optimiser", "sgd", "--health")
    assert code == 1
    assert "with this gradient it learns nothing" in out
    assert "Vanishing: " in out and "What would help" in out


def test_the_score_is_that_of_rows_it_never_saw(run, tmp_path):
    from sklearn.datasets import load_digits

    from backsweep.train.dataset import held_out_fifth

    run("train", "digits", "--epochs", "5", "--seed", "4")
    model = load(tmp_path / "runs" / "digits" / "model.safetensors")
    images, labels = load_digits(return_X_y=True)
    _, held = held_out_fifth(labels, seed=4)
    right = np.mean(model.predict(images[held]) == labels[held])
    assert right == model.about["held-out score"]


@pytest.mark.parametrize("kind", ["csv", "parquet", "npz"])
def test_a_table_of_ones_own(run, tmp_path, houses, kind):
    path = tmp_path / f"homes.{kind}"
    if kind == "csv":
        houses.write_csv(path)
    elif kind == "parquet":
        houses.write_parquet(path)
    else:
        np.savez(path, **{one.name: one.to_numpy().astype(_npz(one)) for one in houses})
    code, out, told = run("train", path, "--target", "price", "--epochs", "150")
    assert (code, told) == (0, "")
    assert "regression of price" in out
    model = load(tmp_path / "runs" / "homes" / "model.safetensors")
    assert model.about["held-out score"] > 0.95


def _npz(column):
    return np.str_ if column.dtype == pl.String else np.float64


def test_texts_are_classes(run, houses):
    code, out, _ = run("train", "houses.csv", "--target", "town", "--epochs", "60")
    assert code == 0
    assert "classification of town, 2 classes" in out


def test_every_option_is_taken(run, tmp_path):
    code, _, told = run(
        *("train", "digits", "--layers", "16,8", "--activation", "gelu"),
        *("--init", "normal", "--spread", "0.2", "--optimiser", "momentum"),
        *("--rate", "0.02", "--batch", "50", "--epochs", "3", "--seed", "9"),
        *("--dtype", "float64", "--out", "here", "--task", "classification"),
        *("--gaps", "drop", "--save-every", "1"),
    )
    assert (code, told) == (0, "")
    options = load(tmp_path / "here" / "model.safetensors").options
    assert options.layers == (16, 8)
    assert (options.activation, options.optimiser) == ("gelu", "momentum")
    assert (options.init, options.spread, options.rate) == ("normal", 0.2, 0.02)
    assert (options.batch, options.epochs, options.seed) == (50, 3, 9)
    assert options.dtype == "float64"


def test_no_hidden_layers(run, tmp_path):
    assert run("train", "digits", "--layers", "none", "--epochs", "5")[0] == 0
    model = load(tmp_path / "runs" / "digits" / "model.safetensors")
    assert len(model.parameters) == 1


def test_resume_reads_its_options_back(run, tmp_path):
    run("train", "digits", "--layers", "8", "--epochs", "2")
    code, out, _ = run("train", "digits", "--resume", "--epochs", "3")
    assert code == 0
    assert "Going on after epoch 2" in out
    model = load(tmp_path / "runs" / "digits" / "model.safetensors")
    assert model.options.layers == (8,)


def test_resume_reads_the_target_back(run, houses):
    run("train", "houses.csv", "--target", "town", "--epochs", "2")
    assert run("train", "houses.csv", "--resume", "--epochs", "3")[0] == 0


def test_what_to_try_next_can_be_tried(run, houses):
    table = ("train", "houses.csv", "--target", "price", "--ignore", "town")
    for first in (("train", "digits", "--epochs", "2"), (*table, "--epochs", "2")):
        _, out, _ = run(*first)
        lines = [one.strip() for one in out.splitlines()]
        commands = [one for one in lines if one.startswith("backsweep train")]
        assert len(commands) >= 2
        for command in commands:
            words = shlex.split(command)[1:]
            more = [] if "--epochs" in words else ["--epochs", "2"]
            code, _, told = run(*words, *more)
            assert (code, told) == (0, ""), command


def test_a_network_that_learns_nothing_is_told_why(run):
    deep = ("--layers", "16,16,16,16,16,16,16", "--activation", "sigmoid")
    code, out, _ = run("train", "digits", *deep, "--optimiser", "sgd", "--epochs", "3")
    assert code == 0
    assert "times smaller than" in out
    assert "--activation relu" in out


MISTAKES = {
    "train": "Missing argument",
    "trian digits": "No such command",
    "train digits --epoch 3": "No such option",
    "train digits --batch many": "Invalid value for '--batch'",
    "train digits --activation rleu": "did you mean 'relu'?",
    "train digits --optimiser adm": "did you mean 'adam'?",
    "train digits --init xavier": "glorot, he, normal",
    "train digits --dtype int8": "float32, float64",
    "train digits --task guess": "classification, regression",
    "train digits --layers 64;32": "--layers 64,32",
    "train digits --layers 64,0": "at least 1",
    "train digits --rate -1": "positive number",
    "train digits --rate nan": "positive number",
    "train digits --epochs 0": "at least 1",
    "train digits --spread 0.1": "init 'he'",
    "train digits --batch 2000": "more than the 1438 training rows",
    "train digits --resume": "holds no checkpoint",
    "train house.csv --target price": "did you mean 'houses.csv'?",
    "train houses.csv": "--target COLUMN",
    "train houses.csv --target prize": "did you mean 'price'?",
    "train houses.csv --target price --ignore twon": "did you mean 'town'?",
    "train houses.csv --target town --task regression": "text",
    "train notes.txt --target price": ".csv, .parquet, .npz",
    "train gaps.csv --target price": "--gaps drop",
    "train same.csv --target kind": "'fern' in every row",
    "train empty.csv --target price": "empty",
    "train few.csv --target a": "at least 10 rows",
    "train digits --optimiser sgd --rate 1e6": "take smaller steps: --rate 100000",
}


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_gets_one_clear_message(run, tmp_path, houses, words):
    (tmp_path / "notes.txt").write_text("buy milk")
    (tmp_path / "gaps.csv").write_text("a,price\n" + "1,2\n,3\n4,NaN\n" * 9)
    (tmp_path / "same.csv").write_text("a,kind\n" + "1,fern\n2,fern\n" * 9)
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "few.csv").write_text("a,b\n1,2\n3,4\n")
    code, _, told = run(*words.split())
    assert code == 2
    assert MISTAKES[words] in told
    assert "Traceback" not in told


def test_a_contradicting_option_is_named(run):
    run("train", "digits", "--layers", "8", "--epochs", "2")
    code, _, told = run("train", "digits", "--resume", "--layers", "9")
    assert code == 2
    assert "layers is 9, but the run was started with 8" in told


def test_help_explains_every_option_and_gives_examples(run):
    code, out, _ = run("train", "--help")
    assert code == 0
    for word in (
        *("--target", "--task", "--gaps", "--ignore", "--layers", "--activation"),
        *("--init", "--spread", "--dtype", "--optimiser", "--rate", "--batch"),
        *("--epochs", "--seed", "--out", "--resume", "--save-every", "Examples"),
        *("backsweep train digits", "houses.csv --target price"),
    ):
        assert word in out


def test_version(run):
    assert run("--version")[:2] == (0, f"backsweep {backsweep.__version__}\n")


def test_alone_it_shows_what_it_can_do(run):
    code, out, told = run()
    assert code in (0, 2)
    assert "train" in out + told


def test_without_the_extra_it_says_which_command_to_run(tmp_path):
    script = tmp_path / "blocked.py"
    script.write_text(
        "import importlib.util as util, sys\n"
        "find = util.find_spec\n"
        "util.find_spec = lambda name: None if name == 'polars' else find(name)\n"
        "sys.argv = ['backsweep', 'train', 'digits']\n"
        "from backsweep.cli import main\n"
        "main()\n"
    )
    ended = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert 'pip install "backsweep[train]"' in ended.stderr
    assert "Traceback" not in ended.stderr
