"""``backsweep health FILE.py:FUNCTION`` where the function returns a PyTorch model."""

import json
import sys

import pytest

from backsweep import cli

MODEL = """
import torch
from torch import nn

def made(depth=10):
    torch.manual_seed(0)
    layers = [m for _ in range(depth) for m in (nn.Linear(16, 16), nn.Sigmoid())]
    x = torch.randn(40, 16)
    return nn.Sequential(*layers), x, x, nn.functional.mse_loss

def half():
    return made()[:2]
"""


@pytest.fixture
def health(tmp_path, monkeypatch, capsys):
    """Run ``backsweep health`` on a function of a file: its code and what it said."""
    (tmp_path / "net.py").write_text(MODEL)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])

    def examined(words):
        monkeypatch.setattr(sys, "argv", ["backsweep", "health", *words.split()])
        with pytest.raises(SystemExit) as end:
            cli.main()
        told = capsys.readouterr()
        return end.value.code or 0, told.out or told.err

    return examined


def test_a_model_is_examined_as_it_is(health):
    code, out = health("net.py:made --rate 0.1 --check --json")
    found = json.loads(out)
    assert (code, found["verdict"]["kind"]) == (1, "vanishing")
    assert found["product"] == pytest.approx(found["measured"], rel=1e-6)
    assert found["steps"][0]["words"] == "rate 0.1"
    assert len(found["cures"]) > 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "net.py:half",
            "the three things that it needs: let it return model, inputs, targets",
        ),
        ("net.py:made --wrt x", "--wrt is for a cost of arrays"),
    ],
)
def test_a_mistake_gets_one_line(health, words, told):
    code, said = health(words)
    assert code == 2
    assert told in said
    assert said.count("\n") == 1
