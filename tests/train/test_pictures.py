"""Pictures and words about a run: there for every kind of run, and true to it."""

import io
import shlex

import matplotlib.image
import numpy as np
import pytest
from rich.console import Console

from backsweep.train import Options, Source, fit
from backsweep.train.advice import advice, command, front_share, learned, verdict
from backsweep.train.figure import draw_curve
from backsweep.train.mistakes import confusion, draw_mistakes, ink, mistakes
from backsweep.train.progress import Live
from backsweep.train.report import root_mean_square_error, tell_end
from backsweep.train.table import digits


@pytest.fixture(scope="module")
def reader():
    """A network that reads digits, not too well."""
    return fit(Source("digits"), Options(layers=(16,), epochs=4))


@pytest.fixture(scope="module")
def vanished():
    """A network that is too deep for its sigmoids."""
    deep = Options(layers=(12,) * 6, activation="sigmoid", optimiser="sgd", epochs=2)
    return fit(Source("digits"), deep)


def drawn(path):
    """How far a picture is from an empty sheet, and its size."""
    picture = matplotlib.image.imread(path)[..., :3]
    return np.std(picture), picture.shape


@pytest.mark.parametrize(("layers", "epochs"), [((), 1), ((8,), 2), ((6, 5, 4, 3), 3)])
def test_every_run_gets_its_pictures(tmp_path, kinds, prices, layers, epochs):
    options = Options(layers=layers, epochs=epochs)
    for source in (kinds, Source(prices, target="price")):
        outcome = fit(source, options)
        draw_curve(outcome, tmp_path / "curve.png")
        draw_mistakes(outcome, tmp_path / "mistakes.png")
        assert drawn(tmp_path / "curve.png")[1] == (832, 2400, 3)
        assert min(drawn(tmp_path / name)[0] for name in ("curve.png", "mistakes.png"))


def test_a_run_without_mistakes_or_cost_can_be_drawn(tmp_path):
    rows = {"x": [0.0, 1.0] * 20, "y": ["no", "yes"] * 20}
    sure = Options(layers=(), optimiser="sgd", rate=1000.0, epochs=3)
    outcome = fit(Source(rows, target="y"), sure)
    assert outcome.score == 1
    assert mistakes(outcome) == []
    draw_curve(outcome, tmp_path / "curve.png")
    draw_mistakes(outcome, tmp_path / "mistakes.png")


def test_mistakes_are_the_rows_that_the_score_counts_as_wrong(reader):
    found = mistakes(reader)
    assert len(found) == round((1 - reader.score) * len(reader.data.held))
    assert all(one.truth != one.said for one in found)
    assert [one.certainty for one in found] == sorted(
        (one.certainty for one in found), reverse=True
    )


def test_the_confusion_table_counts_every_held_out_row(reader):
    counts = confusion(reader)
    assert counts.sum() == len(reader.data.held)
    assert np.trace(counts) / counts.sum() == pytest.approx(reader.score)


def test_a_mistaken_digit_is_shown_as_it_was_written(reader):
    pictures = digits().drop("digit").to_numpy().reshape(-1, 8, 8)
    shown = ink(reader, mistakes(reader)[0].inputs)
    assert np.min(np.max(np.abs(pictures - shown), axis=(1, 2))) < 1e-4


def test_the_miss_of_a_regression_is_in_the_unit_of_its_target(prices):
    outcome = fit(Source(prices, target="price"), Options(epochs=5, dtype="float64"))
    held = [row for row in range(80) if row not in _training_rows(outcome, prices)]
    miss = outcome.model.predict(prices[held]) - prices["price"][held].to_numpy()
    assert root_mean_square_error(outcome) == pytest.approx(np.sqrt(np.mean(miss**2)))


def _training_rows(outcome, prices):
    area = outcome.data.columns[0].encode(prices["area"])[:, 0]
    return [row for row in range(80) if area[row] in outcome.data.train.inputs[:, 0]]


def test_a_vanished_gradient_is_recognised(vanished, reader):
    assert front_share(vanished) < 0.02
    assert not learned(vanished)
    assert "vanished" in verdict(vanished)
    assert learned(reader)
    assert verdict(reader) == ""


def test_the_cure_for_a_vanished_gradient_cures_it(vanished, tmp_path):
    words = shlex.split(advice(vanished, Source("digits"), tmp_path)[0].command)
    given = dict(zip(words[3::2], words[4::2], strict=True))
    layers = tuple(map(int, given["--layers"].split(",")))
    cured = Options(
        layers=layers,
        activation=given["--activation"],
        init=given["--init"],
        optimiser=given["--optimiser"],
        epochs=10,
    )
    assert fit(Source("digits"), cured).score > 0.8


def test_commands_repeat_what_the_data_needs():
    source = Source("a b.csv", "x", "regression", gaps="fill", ignore=("y", "z"))
    assert command(source, "--seed", "1") == (
        "backsweep train 'a b.csv' --target x --task regression --gaps fill "
        "--ignore y --ignore z --seed 1"
    )


def shown(width, terminal, act):
    sheet = io.StringIO()
    console = Console(file=sheet, width=width, force_terminal=terminal, highlight=False)
    act(console)
    return sheet.getvalue()


@pytest.mark.parametrize("terminal", [False, True])
def test_progress_tells_epoch_cost_accuracy_and_time_left(terminal):
    def act(console):
        with Live(console) as live:
            fit(Source("digits"), Options(layers=(8,), epochs=5), watch=live)

    told = shown(100, terminal, act)
    assert "1,438 rows to learn from, 359 held out" in told
    assert told.count("━ ") + told.count("━\x1b") >= 3
    if terminal:
        assert "of 5" in told
        assert "left" in told


@pytest.mark.parametrize("width", [50, 80, 200])
def test_commands_are_never_cut(reader, tmp_path, width):
    source, files = Source("digits"), [tmp_path / "model.safetensors"]
    told = shown(width, False, lambda c: tell_end(c, reader, source, tmp_path, files))
    for one in advice(reader, source, tmp_path):
        assert one.command in told


def test_wrong_digits_are_drawn_in_a_terminal(reader, tmp_path):
    source, files = Source("digits"), [tmp_path / "model.safetensors"]
    told = shown(100, True, lambda c: tell_end(c, reader, source, tmp_path, files))
    worst = mistakes(reader)[0]
    assert "▀" in told
    assert f"is {worst.truth}" in told
    assert f"said {worst.said}" in told
