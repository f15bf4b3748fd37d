"""``backsweep explain`` as its user meets it."""

import json
import os
import pty
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import backsweep as bs
from backsweep.train import Options, Source, fit, load

CHAIN = """
    dC/dw1 = dC/da3 · da3/da2 · da2/da1 · da1/dw1
           = 2(a3 − y) · w3 · w2 · a0
           = 2 · 2 · 2 · 1
           = 8
"""
COST = """
import numpy as np

def cost(w1, w2, y=3):
    a1 = w1 * 2
    return (w2 * a1 - y) ** 2

def layer(params, x):
    h = np.tanh(x @ params["w"] + params["b"])
    return np.sum(h**2)

def residual(x, w):
    for _ in range(3):
        r = w * x
        x = x + r
    return x

def jump(w, x):
    k = w > 1
    return x * k

def squished(w, x):
    z = w * x
    a = 1 / (1 + np.exp(-z))
    return a**2

def talking(w):
    print("thinking")
    return w**2
"""


@pytest.fixture
def explain(run, tmp_path):
    """Run ``backsweep explain``, with a file of functions at hand."""
    (tmp_path / "model.py").write_text(COST)

    def explained(words, *more):
        code, out, told = run("explain", *words.split(), *more)
        assert code == 0, told
        return out

    return explained


@pytest.fixture
def asked(explain):
    """Run ``backsweep explain --json``, and read what it says."""
    return lambda words, *more: json.loads(explain(words, *more, "--json"))


def test_the_lesson(explain):
    out = explain("lesson")
    assert CHAIN in out
    assert "the desire flowing back through w3" in out
    assert max(map(len, out.splitlines())) <= 88
    assert "\x1b" not in out


def test_the_lesson_at_numbers_of_ones_own(asked):
    found = asked("lesson --at w2=3 --at w3=0.5 --at a0=2 --at y=2 --wrt w1")
    assert found["gradient"] == {"w1": 6}


def test_a_function_in_a_file(explain):
    out = explain("model.py:cost --at w1=1 --at w2=0.5 --wrt w1")
    assert "2(w2·a1 − y) · w2 · 2" in out
    assert "dC/dw2" not in out


def test_numbers_are_exact(asked):
    found = asked("model.py:cost --at w1=1/3 --at w2=0.1 --at y=0")
    w1, w2 = Fraction(1, 3), Fraction(1, 10)
    assert found["exact"]
    assert Fraction(found["cost"]) == (2 * w1 * w2) ** 2
    assert Fraction(found["gradient"]["w1"]) == 8 * w1 * w2**2


def test_an_array_from_a_file(asked, tmp_path):
    w = np.array([[0.5, -1.0], [1.0, 2.0]])
    np.savez(tmp_path / "params.npz", w=w, b=np.zeros(2))
    found = asked("model.py:layer --at params=params.npz --at x=[1,2]")
    x = np.array([1.0, 2.0])
    slopes = bs.grad(lambda w: np.sum(np.tanh(x @ w) ** 2))(w)
    np.testing.assert_allclose(found["gradient"]["params['w']"], slopes)


def test_what_the_function_prints_stays_out_of_the_way(run, explain):
    code, out, told = run("explain", "model.py:talking", "--at", "w=3", "--json")
    assert (code, set(told.split())) == (0, {"thinking"})
    assert json.loads(out)["gradient"] == {"w": 6}


def test_a_gradient_without_a_path_says_where_the_path_ends(explain):
    out = explain("model.py:jump --at w=2 --at x=3 --wrt w")
    assert "dC/dw has no path: it ends at k (line 19: k = w > 1)" in out


def test_full_prints_every_part(explain):
    short, full = explain("lesson"), explain("lesson --full")
    for title in ("Desires and wishes", "The check, the long way", "One step against"):
        assert title not in short
        assert title in full


def test_second_explains_a_slope(asked):
    found = asked("lesson --second w1")
    assert found["gradient"] == {"w1": 32, "w2": 20, "w3": 20}


def test_operations_are_passed_one_by_one(asked):
    words = "model.py:squished --at w=0 --at x=3 --wrt w"
    names, operations = (
        [factor["symbol"] for factor in found["chains"][0]["chains"][0]["factors"]]
        for found in (asked(words), asked(words, "--operations"))
    )
    assert names == ["dC/da", "da/dz", "dz/dw"]
    assert len(operations) > len(names)


def test_a_nudge_and_a_step(asked):
    found = asked("lesson --nudge w1=0.1 --step 0.01")
    moved = {row["name"]: row for row in found["nudge"]["ripple"]}
    assert (moved["C"]["predicted"], moved["C"]["measured"]) == ("4/5", "24/25")
    assert found["step"]["step"][0]["new"] == "23/25"


def test_what_is_asked_for_takes_the_place_of_what_the_report_has(explain):
    out = explain("lesson --full --step 0.01 --measure")
    assert out.count("One step, learning rate") == 1
    assert "One step, learning rate 0.01" in out
    assert out.count("Multiplications for the whole gradient") == 1
    assert "run and timed" in out


def test_the_strongest_paths_and_what_they_pass(explain):
    words = "model.py:residual --at x=1 --at w=2 --wrt x --through r"
    out = explain(words, "--strongest", "x")
    assert "Paths by how often they pass r" in out
    assert "1/27" in out
    assert "The strongest paths from x to the cost" in out


def test_a_page(explain, tmp_path):
    assert explain("lesson --html chain.html") == "chain.html is written\n"
    page = (tmp_path / "chain.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<svg" in page
    assert "<math" in page
    assert "<title>The gradient of cost</title>" in page


def test_a_page_and_json_at_once(run, tmp_path):
    code, out, told = run("explain", "lesson", "--html", "chain.html", "--json")
    assert (code, told) == (0, "chain.html is written\n")
    assert json.loads(out)["gradient"] == {"w1": 8, "w2": 4, "w3": 4}
    assert (tmp_path / "chain.html").exists()


def test_in_a_terminal_it_has_colours():
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "backsweep", "explain", "lesson"]
    environment = {k: v for k, v in os.environ.items() if k not in ("CI", "NO_COLOR")}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "80"}
    with subprocess.Popen(command, stdout=theirs, env=environment) as process:
        os.close(theirs)
        told = b"".join(iter(lambda: _read(ours), b"")).decode()
    assert process.returncode == 0
    assert "\x1b[36m2(a3 − y) · w3 · w2 · a0\x1b[0m" in told


def _read(end):
    try:
        return os.read(end, 4096)
    except OSError:  # the other end is closed
        return b""


def test_where_signs_are_missing_it_prints_all_the_same():
    ended = subprocess.run(
        [sys.executable, "-m", "backsweep", "explain", "lesson"],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert b"= 2(a3 ? y) ? w3 ? w2 ? a0" in ended.stdout


@pytest.fixture(scope="module")
def digits(tmp_path_factory):
    """A small network that has seen the digits a few times."""
    folder = tmp_path_factory.mktemp("digits")
    fit(Source("digits"), Options(layers=(12, 8), epochs=3), out=folder)
    return folder / "model.safetensors"


def test_a_model_at_a_row(asked, digits):
    found = asked(f"{digits} --data digits --entry 17")
    ex = load(digits).explain("digits", 17)
    assert found["cost"] == ex.value
    assert found["chain"]["product"] == pytest.approx(found["chain"]["measured"])
    assert {one["name"] for one in found["parameters"]} == set(ex.gradient)


def test_a_model_is_told_in_layers(explain, digits):
    out = explain(f"{digits} --data digits --entry 17")
    assert "The chain to layers[0]['weights']" in out
    assert "Signal, input, coherence" in out


def test_one_weight_of_a_model(explain, digits):
    chosen = "layers[1]['weights'][3,5]"
    out = explain(f"{digits} --data digits", "--strongest", chosen)
    assert f"The strongest paths to {chosen}" in out


def test_a_model_of_a_table(asked, run, houses):
    run("train", "houses.csv", "--target", "price", "--epochs", "2", "--layers", "4")
    saved = Path("runs/houses/model.safetensors")
    found = asked(f"{saved} --data houses.csv --entry 3")
    assert found["cost"] == load(saved).explain("houses.csv", 3).value


def test_help_tells_every_option(run):
    code, out, _ = run("explain", "--help")
    assert code == 0
    for word in (
        *("--at", "--wrt", "--second", "--operations", "--data", "--entry", "--nudge"),
        *("--step", "--measure", "--through", "--strongest", "--full", "--html"),
        *("--json", "Examples", "backsweep explain lesson", "params['w']", "W[3,5]"),
    ):
        assert word in out
