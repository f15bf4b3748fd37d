"""``backsweep vanish`` as its user meets it."""

import io
import json
import math
from fractions import Fraction
from xml.etree import ElementTree

import matplotlib.image
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from backsweep.cli.vanish_bars import Bar, Scale, colour, scale
from backsweep.cli.vanish_table import table
from backsweep.health.lab.network import network
from backsweep.health.lab.plain import plain


@pytest.fixture
def vanish(run):
    """Run ``backsweep vanish``: what it printed."""

    def vanished(words=""):
        code, out, told = run("vanish", *words.split())
        assert code == 0, told
        return out

    return vanished


def test_at_first_it_shows_the_lessons_chain(vanish):
    out = vanish()
    assert out == vanish("--factor 0.5 --depth 5")
    assert out.startswith("5 layers: every factor is 0.5\n")
    assert "receives 0.031 of the desire at the output, 32 times less." in out


def test_every_layer_has_its_factor_and_what_is_left(vanish):
    rows = [line.split()[:3] for line in vanish("--factor 1/3 --depth 4").splitlines()]
    assert ["3", "1/3", "1/3"] in rows
    assert ["1", "1/3", "1/27"] in rows
    assert ["front", "0", "1/3"] in rows


def test_a_network_stands_next_to_theory(vanish):
    out = vanish("--activation relu --init torch --depth 6 --width 100 --seed 3")
    assert out.startswith("6 layers: relu, 100 neurons wide, torch weights\n")
    assert out.splitlines()[2].split()[:6] == [
        *("layer", "slopes", "weights", "factor", "theory", "left")
    ]
    assert out.count("0.408") >= 6
    assert "Theory says 0.0046" in out and "This network lies within." in out


def test_in_a_pipe_it_is_plain_and_not_too_wide(vanish):
    for words in ("--depth 40", "--activation gelu --depth 25 --seed 12"):
        out = vanish(words)
        assert "\x1b" not in out
        assert max(map(len, out.splitlines())) <= 88


def test_a_deep_network_is_shown_at_its_ends_and_whole_in_json(vanish):
    words = "--activation tanh --depth 300 --width 16"
    shown = vanish(words)
    assert len(shown.splitlines()) < 35
    assert "281 layers, each about 0.9" in shown
    layers = json.loads(vanish(f"{words} --json"))["layers"]
    assert [one["layer"] for one in layers] == [*range(300, -1, -1)]


def test_json_has_exact_numbers_of_a_chain(vanish):
    found = json.loads(vanish("--factor 1/2 --depth 400 --json"))
    layers = found["layers"]
    assert layers[0] == {"layer": 400, "factor": None, "left": 1, "decades": 0}
    assert layers[2]["left"] == "1/4" and layers[2]["factor"] == "1/2"
    assert found["front"] == pytest.approx(0.5**400)
    assert found["decades"] == pytest.approx(-400 * math.log10(2))


def test_json_of_a_network_has_all_that_was_measured(vanish):
    found = json.loads(vanish("--activation sigmoid --depth 700 --width 8 --json"))
    each = found["layers"][1:]
    assert all(one["theory"] < 0.25 for one in each)
    assert all(
        one["factor"] == pytest.approx(one["slope"] * one["weight"]) for one in each
    )
    decades = sum(math.log10(one["factor"]) for one in each)
    assert (found["front"], found["decades"]) == (0, pytest.approx(decades))
    low, high = found["theory"]["chance"]
    assert low < decades < high


def test_a_dead_network(vanish):
    out = vanish("--activation tanh --init 0 --depth 3 --width 4")
    assert "Nothing of the desire arrives at the front: it cannot learn." in out
    found = json.loads(vanish("--activation tanh --init 0 --depth 3 --width 4 --json"))
    assert found["layers"][-1] == {
        "layer": 0,
        "factor": None,
        "slope": None,
        "weight": None,
        "theory": 0,
        "left": 0,
        "decades": None,
    }


@pytest.mark.parametrize(
    "words, size",
    [
        ("--depth 4", (864, 1184)),
        ("--activation relu --depth 9 --width 20", (864, 2368)),
        ("--activation relu --init 0 --depth 2", (864, 2368)),
    ],
)
def test_a_picture(vanish, tmp_path, words, size):
    assert "curve.png is written" in vanish(f"{words} --out curve.png")
    picture = matplotlib.image.imread(tmp_path / "curve.png")
    assert picture.shape[:2] == size
    assert np.std(picture[..., :3]) > 0.05


def test_a_drawing_is_the_same_to_the_byte_whenever_it_is_drawn(vanish, tmp_path):
    for name in ("a.svg", "b.SVG"):
        vanish(f"--activation silu --depth 5 --out {name}")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.SVG").read_bytes()
    assert ElementTree.parse(tmp_path / "a.svg").getroot().tag.endswith("svg")


def test_a_picture_and_json_at_once(run, tmp_path):
    code, out, told = run("vanish", "--json", "--out", "curve.svg")
    assert (code, told) == (0, "curve.svg is written\n")
    assert json.loads(out)["front"] == "1/32"


@pytest.mark.parametrize(
    "words, told",
    [
        ("--factor half", "--factor half is no number: write 2, 0.5 or 1/3"),
        ("--factor -1", "the factor −1 is out of bounds: use a factor from 0 to 1000"),
        ("--factor 1001", "the factor 1001 is out of bounds"),
        ("--depth 0", "the depth 0 is out of bounds: use a depth from 1 to 1000"),
        ("--activation rleu", "no activation 'rleu' (the activation): take one of"),
        ("--activation relu --init glorto", "no recipe 'glorto' for weights"),
        ("--activation relu --init nan", "no recipe 'nan' for weights"),
        ("--activation relu --init -2", "the spread −2 is out of bounds"),
        ("--activation relu --width 0", "the width 0 is out of bounds"),
        ("--activation relu --depth 999 --width 999", "use fewer layers or narrower"),
        ("--activation relu --init 9 --depth 999", "the signals explode beyond what"),
        ("--width 9", "--width is about a network: add --activation NAME"),
        ("--seed 0 --factor 1", "--seed is about a network: add --activation NAME"),
        ("--activation relu --factor 1", "--factor is of a plain chain, --activation"),
        ("--out curve.pdf", "curve.pdf is no picture: name a file that ends in .png"),
        ("--out missing/curve.png", "missing/curve.png cannot be written"),
    ],
)
def test_what_is_typed_wrongly_is_told_in_one_line(run, words, told):
    code, _, said = run("vanish", *words.split())
    assert code == 2
    assert told in said
    assert said.startswith("backsweep: ") and said.count("\n") == 1


def test_help_tells_every_option(run):
    code, out, _ = run("vanish", "--help")
    assert code == 0
    for word in (
        *("--factor", "--depth", "--activation", "--width", "--init", "--seed"),
        *("--out", "--json", "Examples", "orthogonal"),
    ):
        assert word in out


CURVES = [
    plain(Fraction(1, 3), 30),
    plain(Fraction(3), 5),
    plain(Fraction(0), 3),
    network("sigmoid", 40, 8),
    network("relu", 21, 8, "he"),
    network("tanh", 2, 8, 3.0),
]


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: curve.made)
@settings(max_examples=8, deadline=None)
@given(width=st.integers(40, 200))
def test_the_table_keeps_to_the_terminal(curve, width):
    file = io.StringIO()
    Console(file=file, width=width).print(table(curve, width))
    lines = file.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    first = next(line for line in lines if line.startswith("output"))
    last = next(line for line in lines if "front 0" in line)
    assert "…" not in first + last


@given(st.lists(st.integers(-300, 300), min_size=1).map(lambda tens: [0, *tens]))
def test_a_bar_is_as_long_as_what_is_left(tens):
    ends = scale(tens)
    assert ends.low < min(tens) and max(tens) <= ends.high
    assert ends.high - ends.low >= 3
    lengths = [len(Bar(ends, ten).text(40)) for ten in sorted(tens)]
    assert lengths == sorted(lengths)
    assert lengths[0] >= 1 and lengths[-1] <= 40


def test_a_rounding_error_takes_no_decade():
    assert scale([0.0, 1e-12]) == Scale(-3, 0)


def test_a_bar_is_drawn_to_an_eighth():
    assert Bar(Scale(-4, 0), -2.5).text(3).plain == "█▏"


def test_what_is_lost_is_warm_and_what_is_kept_is_cool():
    reds = [colour(ten).color.get_truecolor().red for ten in (0, -1, -3, -6, -60)]
    assert reds == sorted(reds)
    assert colour(3) == colour(-3)
