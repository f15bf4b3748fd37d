"""``backsweep health`` as its user meets it."""

import json

import numpy as np
import pytest

from backsweep.train import Options, Source, fit

NETWORK = """
import numpy as np

def loss(weights, x, y):
    for w in weights:
        z = x @ w
        x = 1 / (1 + np.exp(-z))
    return np.mean((x - y) ** 2)

def deep(depth=30, spread=0.25):
    random = np.random.default_rng(0)
    weights = [random.normal(0, spread, (16, 16)) for _ in range(depth)]
    return loss, weights, random.normal(size=(24, 16)), random.normal(size=(24, 16))

def example():
    print("drawing weights")
    return deep()

def shallow():
    return deep(2)

def layer(params, x, y):
    z = x @ params["w"]
    return np.mean((np.tanh(z) - y) ** 2)

def scaled(w, n, x=1.5):
    for _ in range(n):
        w = w * x
    return w

def preset(w=2.0):
    return w**2

def given():
    return loss, [np.full((2, 2), np.nan)], np.ones((3, 2)), np.ones((3, 2))

def root():
    return (lambda w, x: np.sum(np.sqrt(w - x))), np.ones(3), np.full(3, 2.0)

def unused():
    return (lambda w, x: np.sum(x)), np.ones(3), np.ones(3)

def several(w, x):
    return w * x, x

def array(w, x):
    return w * x

def words(w):
    return w

def broken():
    return loss, [np.ones((3, 3))], np.ones((2, 4)), 0.0

def raising():
    raise RuntimeError("no such luck")

def alone():
    return loss

def number():
    return 3.0
"""


@pytest.fixture
def health(run, tmp_path):
    """Run ``backsweep health``, with a file of networks at hand: its code and output.

    What it says on stderr is there too where it fails.
    """
    (tmp_path / "net.py").write_text(NETWORK)

    def examined(words):
        code, out, told = run("health", *words.split())
        return code, out or told

    return examined


@pytest.fixture
def asked(health):
    """Run ``backsweep health --json``, and read what it says."""
    return lambda words: json.loads(health(f"{words} --json")[1])


def test_an_example_that_a_function_returns(health):
    code, out = health("net.py:example")
    assert code == 0
    assert out.startswith(
        "Vanishing: from the output back to z⁽¹⁾, the desire shrinks by "
    )
    assert "drawing" not in out
    titles = [line for line in out.splitlines() if line in PARTS]
    assert titles == ["The chain", "The cause", "What would help"]
    assert max(map(len, out.splitlines())) <= 88


PARTS = (
    *("The chain", "The cause", "What would help", "One step", "Units"),
    *("Signal, input, coherence", "Branches", "What this cost"),
)


def test_a_deep_chain_is_told_by_its_ends_unless_all_is_asked_for(health):
    short, full = health("net.py:example")[1], health("net.py:example --full")[1]
    assert "22 layers, each" in short
    assert len(short.splitlines()) < 50
    names = [f"\nx{power} " for power in ("⁽²⁹⁾", "⁽¹⁵⁾", "⁽¹⁾")]
    assert [name in short for name in names] == [True, False, True]
    assert all(name in full for name in names)
    assert [part in full for part in PARTS] == [True] * 3 + [False] + [True] * 2 + [
        False,
        True,
    ]


def test_an_example_may_have_options(asked):
    assert asked("net.py:deep --at depth=3")["verdict"]["layers"] == 2
    assert asked("net.py:deep --at spread=1/8 --at depth=3")["verdict"]["layers"] == 2


def test_a_cost_may_have_nothing_but_defaults(asked):
    assert asked("net.py:preset")["record"]["cost"] == 4
    assert asked("net.py:preset --at w=3")["record"]["cost"] == 9


def test_arguments_that_are_typed_or_kept_in_files(asked, tmp_path):
    random = np.random.default_rng(0)
    w, x = random.normal(size=(4, 4)), random.normal(size=(20, 4))
    np.savez(tmp_path / "params.npz", w=w)
    np.save(tmp_path / "x.npy", x)
    found = asked("net.py:layer --at params=params.npz --at x=x.npy --at y=1/2")
    cost = np.mean((np.tanh(x @ w) - 0.5) ** 2)
    assert found["record"]["cost"] == pytest.approx(cost)
    assert [one["name"] for one in found["record"]["parameters"]] == ["params['w']"]


def test_whole_numbers_are_parameters_or_counts(asked):
    found = asked("net.py:scaled --at w=2 --at n=3")
    assert found["record"]["cost"] == 2 * 1.5**3
    assert [one["gradient"] for one in found["record"]["parameters"]] == [1.5**3]


def test_parameters_are_chosen_by_name(asked):
    found = asked("net.py:scaled --at w=2 --at n=3 --wrt x")
    assert [one["name"] for one in found["record"]["parameters"]] == ["x"]


def test_a_rate_tries_a_step(health):
    assert "rate 0.1" in health("net.py:shallow --rate 0.1")[1]


@pytest.mark.parametrize(
    ("name", "code"), [("shallow", 0), ("example", 1), ("given", 1), ("unused", 1)]
)
def test_check_is_for_scripts(health, name, code):
    assert health(f"net.py:{name}")[0] == 0
    assert health(f"net.py:{name} --check")[0] == code


def test_what_is_not_finite_is_found(health):
    assert health("net.py:given")[1].startswith("Non-finite: weights[0] holds a nan")
    out = " ".join(health("net.py:root")[1].split())
    assert out.startswith("Non-finite: sqrt ")
    assert "made a nan of input −1." in out


def test_a_page(health, tmp_path):
    _, out = health("net.py:example --html health.html")
    assert out.startswith("health.html is written\nVanishing: ")
    assert "The chain" not in out
    page = (tmp_path / "health.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<svg" in page
    assert "<title>The gradient of loss</title>" in page


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.png", b"\x89PNG"), ("a.SVG", b"<?xml"), ("a.pdf", b"%PDF")],
)
def test_a_picture(health, tmp_path, name, begins):
    assert f"{name} is written" in health(f"net.py:shallow --picture {name}")[1]
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_files_and_json_at_once(run, health):
    words = "health net.py:shallow --html a.html --picture a.svg --json"
    code, out, told = run(*words.split())
    assert (code, told) == (0, "a.html is written\na.svg is written\n")
    assert json.loads(out)["verdict"]["kind"] == "healthy"


@pytest.mark.parametrize(("name", "colour"), [("shallow", "32"), ("example", "31")])
def test_in_a_terminal_the_verdict_has_a_colour(health, monkeypatch, name, colour):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert health(f"net.py:{name}")[1].startswith(f"\x1b[1;{colour}m")


@pytest.fixture(scope="module")
def digits(tmp_path_factory):
    """A deep network of sigmoids that has seen the digits once."""
    folder = tmp_path_factory.mktemp("digits")
    options = Options(layers=(24,) * 10, activation="sigmoid", epochs=1)
    fit(Source("digits"), options, out=folder)
    return folder / "model.safetensors"


def test_a_model(asked, digits):
    found = asked(f"{digits} --data digits --rows 40 --rate 0.1")
    assert found["verdict"]["kind"] == "vanishing"
    assert {one["samples"] for one in found["record"]["squishes"]} == {40}
    assert found["steps"][0]["words"] == "rate 0.1"
    assert found["product"] == pytest.approx(found["measured"], rel=1e-6)


WRONG = {
    "net.py:deap": "there is no function 'deap' in net.py: it has deep",
    "nett.py:deep": "there is no file nett.py: did you mean net.py?",
    "net": "'net' names no function: write FILE.py:FUNCTION",
    "net.py:layer": "missing a required argument: 'params'",
    "net.py:scaled --wrt q --at w=1 --at n=2": "there is no 'q' in scaled",
    "net.py:several --at w=1 --at x=2": "returned a tuple, not a single real number",
    "net.py:array --at w=1 --at x=[1,2]": "returned an array of shape (2,)",
    "net.py:words --at w='a'": "there is no 'w' in words: it takes no numbers",
    "net.py:broken": "does not fit: shapes (2, 4) and (3, 3) (net.py, line 6)",
    "net.py:raising": "RuntimeError: no such luck (net.py, line 56): put that line",
    "net.py:alone": "what it returns is no example but function: let it return a cost",
    "net.py:number": "what it returns is no example but float: let it return a cost",
    "net.py:alone --at w=1": "there is no 'w' in alone: it takes",
    "net.py:deep --at dept=1": "there is no 'dept' in deep: take one of these: depth",
    "net.py:shallow --data digits": "--data and --rows are for a model",
    "net.py:shallow --rows 3": "--data and --rows are for a model",
    "net.py:shallow --picture a.gif": "a.gif is no kind of picture that is drawn: end",
    "net.py:given --picture a.svg": "there are no factors to draw: Non-finite: ",
    "net.py:shallow --html .": "cannot be written: Is a directory",
    "none.safetensors --data digits": "none.safetensors does not exist",
}
MODELS = {
    "": "is a model, and there is nothing to examine it on: add --data digits",
    "--data digits --at w=1": "--at and --wrt are for a function",
    "--data digits --wrt layers": "--at and --wrt are for a function",
    "--data none.csv": "there is no file 'none.csv'",
    "--data houses.csv": "houses.csv has no column 'digit'",
}


def one_line(said):
    """What was said, if that is one line and the code is 2."""
    code, told = said
    assert code == 2
    line = told.splitlines()[-1]
    assert line.startswith("backsweep: ")
    assert "Traceback" not in told
    return line


@pytest.mark.parametrize("words", WRONG)
def test_a_mistake_gets_one_line(health, words):
    assert WRONG[words] in one_line(health(words))


@pytest.mark.parametrize("words", MODELS)
def test_a_mistake_with_a_model_gets_one_line(health, digits, houses, words):
    assert MODELS[words] in one_line(health(f"{digits} {words}"))


def test_help_tells_every_option(run):
    code, out, _ = run("health", "--help")
    assert code == 0
    for word in (
        *("--at", "--wrt", "--data", "--rows", "--rate", "--full", "--html"),
        *("--picture", "--json", "--check", "Examples", "[1, 2]"),
    ):
        assert word in out
