"""A mistake gets one clear line: which, where, and what to do."""

import subprocess
import sys

import pytest

from backsweep.train import Options, Source, fit

FUNCTIONS = """
import math
import numpy as np

def cost(w1, w2, y=3):
    a1 = w1 * 2
    return (w2 * a1 - y) ** 2

def several(w, x):
    return w * x

def root(w):
    z = w - 2
    return np.log(z)

def share(w):
    return w / (w - w).size / len({})

def quits(w):
    raise SystemExit(3)

def frozen(w):
    return math.exp(w)
"""
LESSON = {
    "lesson --wrt w9": "there is no 'w9' in cost: take one of these: ",
    "lesson --at w9=1": "there is no 'w9' in cost",
    "lesson --at w1": "--at w1 is no name and value",
    "lesson --at w1=one": "--at w1=one gives nothing to read: write a number",
    "lesson --at w1=1 --at w1=2": "--at w1 is given twice",
    "lesson --at w1=none.npy": "there is no file none.npy",
    "lesson --at w1=broken.npy": "broken.npy holds no array",
    "lesson --nudge w1": "write --nudge name=1",
    "lesson --nudge w1=x": "--nudge x is no number",
    "lesson --nudge w9=1": "there is no 'w9'",
    "lesson --step fast": "--step fast is no number",
    "lesson --second w9": "there is no 'w9'",
    "lesson --through q": "there is no 'q'",
    "lesson --strongest w9": "there is no 'w9'",
    "lesson --strongest w1[3]": "no entry (3,)",
    "lesson --html .": "cannot be written: Is a directory",
    "lesson --html no/where.html": "choose a file in a folder that is there",
    "lesson --data digits": "give a function its arguments with --at",
    "lesson --entry 3": "--data and --entry are for a model",
    "leson": "'leson' names no function: write FILE.py:FUNCTION, the word lesson",
}
FILES = {
    "model.py:cots": "there is no function 'cots' in model.py: it has cost",
    "model.py:math": "there is no function 'math' in model.py: it has cost, several",
    "modle.py:cost": "there is no file modle.py: did you mean model.py?",
    "notes.txt:cost": "notes.txt is no Python file",
    "empty.py:cost": "it defines no function at all",
    "lost.py:cost": "No module named 'nowhere' (lost.py, line 2): make",
    "slip.py:cost": "SyntaxError: '(' was never closed (slip.py, line 1): make",
    "exits.py:cost": "exits.py does not import: SystemExit: 1 (exits.py, line 1)",
    "model.py:cost --at w1=1": "missing a required argument: 'w2'",
    "model.py:several --at w=1 --at x=[1,2]": "an array of shape (2,), not a single "
    "real number (model.py, line 9): sum or average it",
    "model.py:root --at w=1": "is nan, of z = -1 (model.py, line 14): keep its input",
    "model.py:root --at w=2": "is an infinity, of z = 0 (model.py, line 14)",
    "model.py:share --at w=1": "division by zero (model.py, line 17): put that line",
    "model.py:quits --at w=1": "SystemExit: 3 (model.py, line 20): put that line",
    "model.py:frozen --at w=1": "(model.py, line 23): drop the float()",
}
MODELS = {
    "m.safetensors": "m.safetensors is a model, and there is no row to explain it at",
    "m.safetensors --data digits --at w=1": "--at is for a function",
    "m.safetensors --data digits --entry 1797": "choose one up to 1796",
    "m.safetensors --data digits --entry -1": "there is no row -1 (digits)",
    "m.safetensors --data digits --wrt w": "there is no 'w' in cost: take one",
    "m.safetensors --data houses.csv": "houses.csv has no column 'digit'",
    "m.safetensors --data none.csv": "there is no file 'none.csv'",
    "h.safetensors --data digits": "the column 'area' is missing",
    "h.safetensors --data gaps.csv --entry 1": "row 1 has no 'town'",
    "h.safetensors --data gaps.csv --entry 2": "'Rome' for 'town', a class the model",
    "h.safetensors --data words.csv": "row 0 does not fit the model",
    "notes.safetensors --data digits": "is not a whole model or checkpoint",
    "none.safetensors --data digits": "none.safetensors does not exist",
}


@pytest.fixture
def files(tmp_path, houses):
    """What there is in the folder."""
    for name, content in {
        "model.py": FUNCTIONS,
        "empty.py": "x = 1\n",
        "lost.py": "import sys\nimport nowhere\n",
        "slip.py": "def cost(w:\n",
        "exits.py": "raise SystemExit(1)\n",
        "notes.txt": "buy milk",
        "broken.npy": "buy milk",
        "notes.safetensors": "buy milk",
        "gaps.csv": "area,price,town\n1,2,Ulm\n1,2,\n1,2,Rome\n",
        "words.csv": "area,price,town\nwide,2,Ulm\n",
    }.items():
        (tmp_path / name).write_text(content)


@pytest.fixture(scope="module")
def digits(tmp_path_factory):
    folder = tmp_path_factory.mktemp("digits")
    fit(Source("digits"), Options(layers=(4,), epochs=1), out=folder)
    return folder / "model.safetensors"


@pytest.fixture
def models(tmp_path, houses, digits):
    """A model of the digits, and one that tells the town of a house."""
    source = Source("houses.csv", target="town")
    fit(source, Options(layers=(4,), epochs=1), out=tmp_path)
    (tmp_path / "model.safetensors").rename(tmp_path / "h.safetensors")
    (tmp_path / "m.safetensors").write_bytes(digits.read_bytes())


def one_line(run, words):
    """What it says on stderr, if that is one line and the code is 2."""
    code, out, told = run("explain", *words.split())
    assert (code, out) == (2, "")
    assert told.startswith("backsweep: ")
    assert told.count("\n") == 1
    return told


@pytest.mark.parametrize("words", LESSON)
def test_with_the_lesson(run, files, words):
    assert LESSON[words] in one_line(run, words)


@pytest.mark.parametrize("words", FILES)
def test_with_a_file(run, files, words):
    assert FILES[words] in one_line(run, words)


@pytest.mark.parametrize("words", MODELS)
def test_with_a_model(run, files, models, words):
    assert MODELS[words] in one_line(run, words)


@pytest.mark.parametrize(
    "words", ["explain", "explain lesson --wat", "explain lesson --entry three"]
)
def test_an_option_that_is_not_understood(run, words):
    code, _, told = run(*words.split())
    assert code == 2
    assert "Error" in told


def without(library, *words):
    """Run the command where a library is not installed."""
    script = (
        "import importlib.util as util, sys\n"
        "find = util.find_spec\n"
        f"util.find_spec = lambda name: None if name == {library!r} else find(name)\n"
        f"sys.argv = ['backsweep', *{words!r}]\n"
        "from backsweep.cli import main\n"
        "main()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )


def test_training_needs_its_extra():
    ended = without("polars", "train", "digits")
    assert ended.returncode == 2
    assert 'pip install "backsweep[train]"' in ended.stderr
    assert "Traceback" not in ended.stderr


def test_explaining_needs_no_library_of_training():
    ended = without("polars", "explain", "lesson")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_model_needs_the_extra_of_training():
    ended = without("polars", "explain", "m.safetensors", "--data", "digits")
    assert ended.returncode == 2
    assert ended.stderr.endswith('pip install "backsweep[train]"\n')
    assert ended.stderr.count("\n") == 1


def test_the_command_needs_its_own_extra():
    ended = without("rich", "explain", "lesson")
    assert ended.returncode == 2
    assert 'pip install "backsweep[cli]"' in ended.stderr
